"""Spend from a bucket: so much of something per time, exactly, however many ask at once."""

from __future__ import annotations

import time
from dataclasses import dataclass

from django.db.models import F, Value
from django.db.models.functions import Greatest
from django.utils.crypto import salted_hmac

from agents_app.models import Bucket

_SALT = "roster.bucket"
_SWEPT = 2  # drained buckets that go whenever a new one comes, so that their number is bounded
_MICROSECOND = 1e-6  # below what the sum of floats is exact to


@dataclass(frozen=True, slots=True)
class Rate:
    """``most`` at once, and as many again in ``seconds``, evenly."""

    most: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Balance:
    """What became of an attempt to spend.

    is_paid: whether it was spent; if not, nothing was. left: how much may be spent now.
    wait: seconds until as much as was asked for may be spent; 0 when it was.
    """

    is_paid: bool
    left: int
    wait: float


def spend(kind: str, subject: str, rate: Rate, *, cost: int = 1) -> Balance:
    """Spend ``cost`` from the bucket of a subject, if there is as much; below 0 gives back.

    kind: what is limited, such as ``login.account``. subject: whose bucket it is; it is stored as
    a keyed hash. One UPDATE decides, so that N at once get no more than one after another. Call it
    outside of any transaction, for what is rolled back was not spent.
    """
    key = salted_hmac(_SALT, f"{kind}\0{subject}", algorithm="sha256").hexdigest()
    each = rate.seconds / rate.most
    now = time.time()
    level = _level(key, now)
    if level is None:
        _make(key, now)
        level = 0.0
    # Whoever has had enough is told so by a read, which waits for no lock.
    if level + each * cost <= rate.seconds + _MICROSECOND:
        if _pour(key, now, each * cost, rate.seconds):
            return Balance(True, _rest(level + each * cost, rate), 0)
        level = _level(key, now) or 0.0
    return Balance(False, _rest(level, rate), max(level + each * cost - rate.seconds, 0))


def _level(key: str, now: float) -> float | None:
    """Return how full a bucket is, in seconds until it is drained; None where there is none."""
    drained_at = Bucket.objects.filter(pk=key).values_list("drained_at", flat=True).first()
    return None if drained_at is None else max(drained_at - now, 0)


def _rest(level: float, rate: Rate) -> int:
    return int((rate.seconds - max(level, 0) + _MICROSECOND) // (rate.seconds / rate.most))


def _pour(key: str, now: float, amount: float, size: float) -> bool:
    level = Greatest(F("drained_at"), Value(now))
    fits = Bucket.objects.filter(pk=key).alias(after=level + Value(amount))
    fits = fits.filter(after__lte=now + size + _MICROSECOND)
    return fits.update(drained_at=level + Value(amount)) == 1


def _make(key: str, now: float) -> None:
    Bucket.objects.bulk_create([Bucket(key=key)], ignore_conflicts=True)
    drained = Bucket.objects.filter(drained_at__range=(_MICROSECOND, now))
    # One by one: two that sweep the same rows at once must not wait for each other.
    for old in list(drained.order_by("drained_at").values_list("pk", flat=True)[:_SWEPT]):
        Bucket.objects.filter(pk=old, drained_at__lte=now).delete()
