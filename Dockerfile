# Roster in one image: `docker build -t roster .`, or see docker-compose.yml.
FROM python:3.12-slim

ENV PYTHONUNBUFFERED=1 ROSTER_DATA_DIR=/data

WORKDIR /srv/roster

COPY requirements.lock .
RUN pip install --no-cache-dir --disable-pip-version-check \
    --require-hashes --requirement requirements.lock

COPY . .

# A plain user, who owns the data and nothing of the code.
RUN useradd --system --uid 10001 --home-dir /data --shell /usr/sbin/nologin roster \
    && mkdir /data && chown roster:roster /data
USER roster
VOLUME /data
EXPOSE 8000

# On SIGTERM the server drains and finishes what it has begun.
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 \
    CMD python -c "import urllib.request as web; \
        web.urlopen('http://127.0.0.1:8000/readyz', timeout=4)"

CMD ["python", "manage.py", "serve", "--host", "0.0.0.0", "--port", "8000"]
