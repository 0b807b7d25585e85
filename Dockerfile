# Dragoman with its reading room, watcher and tools for agents; docs/releasing.md says how to run it.
FROM python:3.13-slim-bookworm AS builder

ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
WORKDIR /build
RUN python -m venv /opt/dragoman
COPY requirements.lock constraints.txt ./
RUN /opt/dragoman/bin/pip install --require-hashes --only-binary :all: --no-binary kiwipiepy-model -r requirements.lock
COPY pyproject.toml README.md LICENSE ./
COPY src src
RUN PIP_CONSTRAINT=constraints.txt /opt/dragoman/bin/pip install --no-deps .

FROM python:3.13-slim-bookworm

RUN useradd --system --uid 10001 --create-home dragoman && install -d -o dragoman -g dragoman /data
COPY --from=builder /opt/dragoman /opt/dragoman
ENV PATH=/opt/dragoman/bin:$PATH PYTHONUNBUFFERED=1 DRAGOMAN_RECORD=/data/dragoman.db
USER dragoman
WORKDIR /data
VOLUME /data
EXPOSE 8642
HEALTHCHECK --interval=30s --timeout=10s --start-period=60s \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8642/api', timeout=8)"]
ENTRYPOINT ["dragoman"]
CMD ["serve", "--host", "0.0.0.0"]
