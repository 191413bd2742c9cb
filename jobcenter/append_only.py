"""The tables to which rows are only added: decisions, history, read log, versions of the policy.

Triggers refuse to change or delete a row, but whoever may do both can tell them to look away
(``SET LOCAL "pgtrigger.ignore"``). So the role that serves pages has neither right there.
"""

import pgtrigger
from django.db import connection
from django.db.backends.utils import CursorWrapper

_UNPROTECTED = """
SELECT relname FROM pg_class
WHERE oid = ANY(SELECT to_regclass(quote_ident(name)) FROM unnest(%s) name)
    AND NOT pg_has_role(%s, relowner, 'USAGE')
    AND (has_table_privilege(%s, oid, 'UPDATE') OR has_any_column_privilege(%s, oid, 'UPDATE')
        OR has_table_privilege(%s, oid, 'DELETE') OR has_table_privilege(%s, oid, 'TRUNCATE'))
ORDER BY relname
"""


def append_only_tables() -> list[str]:
    """Their names in the database."""
    return sorted({model._meta.db_table for model, trigger in pgtrigger.registered() if trigger.name == "append_only"})


def unprotected_tables(cursor: CursorWrapper, role: str) -> list[str]:
    """In which of them a role may change or delete rows. None for whoever owns them: an owner may do anything."""
    cursor.execute(_UNPROTECTED, [append_only_tables(), *[role] * 5])
    return [name for (name,) in cursor.fetchall()]


def restrict(role: str) -> list[str]:
    """Take from a role the right to change and delete in these tables; their names. The owner of the tables does it."""
    tables = append_only_tables()
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        cursor.execute(f"REVOKE UPDATE, DELETE, TRUNCATE ON {', '.join(map(quote, tables))} FROM {quote(role)}")
    return tables
