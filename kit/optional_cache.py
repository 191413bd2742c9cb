"""A cache whose server may be missing."""

import logging
import time
from collections.abc import Callable
from typing import Any, ClassVar, TypeVar

from django.core.cache.backends.redis import RedisCache
from redis import RedisError

_log = logging.getLogger(__name__)
_Answer = TypeVar("_Answer")


class OptionalCache(RedisCache):
    """Redis or Valkey; while it does not answer, nothing is kept and every `add` succeeds, so that nobody is kept out.

    A server that stalls is asked again only after `PAUSE` seconds, or each page would wait for it many times.
    """

    PAUSE: ClassVar[float] = 10.0
    _silent_until: ClassVar[float] = 0.0

    def add(self, *args: Any, **kwargs: Any) -> bool:
        """Store unless something is stored; whether it was."""
        return self._ask(lambda: super(OptionalCache, self).add(*args, **kwargs), otherwise=True)

    def get(self, key: Any, default: Any = None, version: int | None = None) -> Any:
        """What is stored, or the default."""
        return self._ask(lambda: super(OptionalCache, self).get(key, default, version), otherwise=default)

    def set(self, *args: Any, **kwargs: Any) -> None:
        """Store."""
        self._ask(lambda: super(OptionalCache, self).set(*args, **kwargs), otherwise=None)

    def delete(self, *args: Any, **kwargs: Any) -> bool:
        """Forget; whether something was stored."""
        return self._ask(lambda: super(OptionalCache, self).delete(*args, **kwargs), otherwise=False)

    @classmethod
    def _ask(cls, ask: Callable[[], _Answer], *, otherwise: _Answer) -> _Answer:
        if time.monotonic() < cls._silent_until:
            return otherwise
        try:
            return ask()
        except RedisError as problem:
            cls._silent_until = time.monotonic() + cls.PAUSE
            _log.warning("Der Cache antwortet nicht, es geht ohne ihn weiter (Anmeldungen ungebremst): %s", problem)
            return otherwise
