"""The database of the tests: a copy of one that was migrated, and the way back to it.

Migrating takes half a minute, copying a second. The migrated one, the template, stays on the server between runs; it is
made anew when the migrations or the packages have changed.
"""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction

# What the migrations put into tables, kept beside them; and a function that makes all tables again as they left them.
# What triggers guard is whole before and after, so none has to look at each row ("replica" stills them all).
# A command may have set its numbers back (TRUNCATE … RESTART IDENTITY), so they go on behind the rows.
_KEEP_MIGRATED_ROWS = """
CREATE SCHEMA migrated;
DO $$
DECLARE name text; has_rows boolean;
BEGIN
    FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' LOOP
        EXECUTE format('SELECT EXISTS (SELECT FROM public.%I)', name) INTO has_rows;
        IF has_rows THEN
            EXECUTE format('CREATE TABLE migrated.%1$I AS TABLE public.%1$I', name);
        END IF;
    END LOOP;
END $$;
CREATE FUNCTION migrated.restore() RETURNS void LANGUAGE plpgsql SET session_replication_role = replica AS $$
DECLARE name text; key text; last bigint;
BEGIN
    FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' LOOP
        EXECUTE format('DELETE FROM public.%I', name);
    END LOOP;
    FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'migrated' LOOP
        EXECUTE format('INSERT INTO public.%1$I SELECT * FROM migrated.%1$I', name);
    END LOOP;
    FOR name, key IN
        SELECT attrelid::regclass, attname FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
        JOIN pg_tables ON schemaname = 'migrated' AND tablename = relname
        WHERE relnamespace = 'public'::regnamespace AND attidentity <> ''
    LOOP
        EXECUTE format('SELECT max(%I) FROM %s', key, name) INTO last;
        PERFORM setval(pg_get_serial_sequence(name, key), greatest(last, nextval(pg_get_serial_sequence(name, key))));
    END LOOP;
END $$;
"""


@contextmanager
def template_in_place() -> Iterator[None]:
    """In the block, Django makes test databases by copying the template. One process at a time makes or copies it."""
    template = f"test_{connection.settings_dict['NAME']}_template"
    fingerprint = _fingerprint()
    with connection._nodb_cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(hashtext(%s))", [template])
        cursor.execute("SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s", [template])
        if cursor.fetchone() != (fingerprint,):
            _migrate(template)
            cursor.execute(f"COMMENT ON DATABASE {connection.ops.quote_name(template)} IS %s", [fingerprint])
        connection.settings_dict["TEST"]["TEMPLATE"] = template
        yield


def restore_migrated_rows() -> None:
    """Make every table again as the migrations left it, after tests that committed. TRUNCATE would take a second."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT migrated.restore()")


def _fingerprint() -> str:
    """What a migrated database is made of."""
    root = Path(settings.BASE_DIR)
    sources = [Path(__file__), root / "requirements.txt", *sorted(root.glob("*/migrations/*.py"))]
    return hashlib.sha256(b"".join(source.read_bytes() for source in sources)).hexdigest()


def _migrate(template: str) -> None:
    test, name = connection.settings_dict["TEST"], connection.settings_dict["NAME"]
    copy = test["NAME"]
    test["NAME"] = template
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    with connection.cursor() as cursor:
        cursor.execute(_KEEP_MIGRATED_ROWS)
    connection.creation.destroy_test_db(name, verbosity=0, keepdb=True)
    test["NAME"] = copy
