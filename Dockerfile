# One image for web, live, worker and scheduler; the command decides which.
FROM python:3.11-slim AS build
RUN pip install --no-cache-dir uv
WORKDIR /app
COPY requirements.txt .
RUN uv venv /venv && uv pip install --python /venv/bin/python --compile-bytecode --require-hashes -r requirements.txt

FROM python:3.11-slim
RUN useradd --create-home --uid 10001 shopkeeper
COPY --from=build /venv /venv
COPY --chown=shopkeeper . /app
WORKDIR /app
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 OMP_NUM_THREADS=1 SHOPKEEPER_HOME=/data
RUN mkdir /data && chown shopkeeper /data
USER shopkeeper
# The manifest of static files must be in the image: every web process reads it at start.
RUN ENVIRONMENT=development DATABASE_URL=postgresql://build@localhost/build REDIS_URL=redis://localhost/0 \
    SHOPKEEPER_HOME=/tmp/build python manage.py collectstatic --noinput
EXPOSE 8000
CMD ["granian", "--interface", "rsgi", "--http", "1", "--no-ws", "--host", "0.0.0.0", "--port", "8000", "--workers", "2", "shop.rsgi:application"]
