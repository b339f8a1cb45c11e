# The API and the command line in one image: `docker compose up`, or `docker run clausegraph COMMAND`.
# Everything comes from requirements.lock, pinned by hash; nothing is built or fetched when the container starts.
FROM python:3.13-slim-trixie AS build
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_ROOT_USER_ACTION=ignore
RUN python -m venv /opt/clausegraph
COPY requirements.lock /build/
RUN /opt/clausegraph/bin/pip install --require-hashes --requirement /build/requirements.lock
COPY pyproject.toml README.md LICENSE NOTICE /build/
COPY graph /build/graph
COPY queries /build/queries
COPY api /build/api
RUN /opt/clausegraph/bin/pip install --no-deps --no-build-isolation /build

FROM python:3.13-slim-trixie
LABEL org.opencontainers.image.title="Clausegraph" \
      org.opencontainers.image.licenses="Apache-2.0"
RUN useradd --uid 10001 --no-create-home --shell /usr/sbin/nologin clausegraph \
    && install --directory --owner=clausegraph --group=clausegraph /var/lib/clausegraph
COPY --from=build /opt/clausegraph /opt/clausegraph
ENV PATH=/opt/clausegraph/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    CLAUSEGRAPH_DATA=/var/lib/clausegraph \
    CLAUSEGRAPH_LOG_LEVEL=info
USER 10001:10001
WORKDIR /var/lib/clausegraph
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s --retries=4 \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/readyz', timeout=4)"]
ENTRYPOINT ["clausegraph"]
CMD ["serve", "--host", "0.0.0.0", "--port", "8000", "--wait", "120"]
