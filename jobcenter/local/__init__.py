"""Everything on one machine: PostgreSQL, Valkey, web server, worker and beat for `make run` and the tests."""
