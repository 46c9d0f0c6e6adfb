"""A bucket: how much somebody has lately had of something that there is only so much of."""

from __future__ import annotations

from django.db import models


class Bucket(models.Model):
    """One allowance, named by a hash; it fills by spending and drains at a steady rate.

    drained_at: when all that was spent will have drained away, in seconds since 1970. A bucket
    whose time has come is as good as none.
    """

    key = models.CharField(max_length=64, primary_key=True)
    drained_at = models.FloatField(default=0, db_index=True)

    def __str__(self) -> str:
        return self.key[:12]
