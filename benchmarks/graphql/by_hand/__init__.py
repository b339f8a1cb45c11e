"""The limit: plain FastAPI, each question one statement that somebody wrote for it, and orjson."""
