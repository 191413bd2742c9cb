"""What the database brings before any table: extensions, and the two foldings of a name.

``plain_name`` sorts as German lists do (DIN 5007: ä like a). ``fold_name`` also lets Müller, Mueller and muller be
found alike. Both are wrapped as immutable, because ``unaccent`` by itself depends on a search path.
"""

from django.contrib.postgres.operations import BtreeGistExtension, TrigramExtension, UnaccentExtension
from django.db import migrations

PLAIN_NAME = """
CREATE FUNCTION plain_name(name text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS
$$ SELECT public.unaccent('public.unaccent'::regdictionary, lower(name)) $$
"""

FOLD_NAME = """
CREATE FUNCTION fold_name(name text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS
$$ SELECT replace(replace(replace(replace(public.plain_name(name), 'ae', 'a'), 'oe', 'o'), 'ue', 'u'), '-', ' ') $$
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        TrigramExtension(),
        UnaccentExtension(),
        BtreeGistExtension(),
        migrations.RunSQL(PLAIN_NAME, "DROP FUNCTION plain_name(text)"),
        migrations.RunSQL(FOLD_NAME, "DROP FUNCTION fold_name(text)"),
    ]
