"""A name is sorted and found without its apostrophes, whichever sign somebody took for one: D'Angelo, 't Hooft, Šaʿbān.

The columns that the two foldings fill are filled anew where that changes them; triggers write the list.
"""

from django.db import migrations

_APOSTROPHES = r"''`\u00b4\u02b9\u02bb\u02bc\u02bd\u02be\u02bf\u02c8\u2018\u2019\u201a\u201b\u2032\uff07"

PLAIN_NAME = f"""
CREATE OR REPLACE FUNCTION plain_name(name text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS
$$ SELECT public.unaccent('public.unaccent'::regdictionary, translate(lower(name), E'{_APOSTROPHES}', '')) $$
"""

WITH_APOSTROPHES = """
CREATE OR REPLACE FUNCTION plain_name(name text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS
$$ SELECT public.unaccent('public.unaccent'::regdictionary, lower(name)) $$
"""

FILL_ANEW = """
UPDATE routing_applicant SET last_name = last_name
WHERE sort_name <> plain_name(last_name || ' ' || first_name) OR search_name <> fold_name(last_name || ' ' || first_name)
"""


class Migration(migrations.Migration):
    dependencies = [("routing", "0017_policy_append_only")]

    operations = [
        migrations.RunSQL(PLAIN_NAME, WITH_APOSTROPHES),
        migrations.RunSQL(FILL_ANEW, FILL_ANEW),
    ]
