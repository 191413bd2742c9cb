"""Settings of the production web server: `gunicorn jobcenter.wsgi` reads this file by itself."""

bind = "127.0.0.1:8000"
worker_class = "gthread"
workers = 3
threads = 4
accesslog = "-"
# Method, path, status, seconds. No query string: what people filter by is nobody's business.
access_log_format = "%(t)s %(m)s %(U)s %(s)s %(L)s"
