"""Credentials for a live instance: basic or OAuth, secrets from environment variables only."""

from __future__ import annotations

import json
from collections.abc import AsyncGenerator, Mapping
from dataclasses import dataclass

import httpx

from graph.errors import SourceFailed, WrongUse
from graph.loaders.servicenow.options import ServiceNowOptions


def access(base: str, options: ServiceNowOptions, environment: Mapping[str, str]) -> httpx.Auth:
    """How to sign in; raises WrongUse when the options name no variables, or the variables are not set."""
    user = _secret("user_env", options.user_env, environment)
    password = _secret("password_env", options.password_env, environment)
    client = _secret("client_id_env", options.client_id_env, environment)
    if client is not None:
        secret = _secret("client_secret_env", options.client_secret_env, environment) or ""
        return OAuth(f"{base}/oauth_token.do", _grant(client, secret, user, password))
    if user is None or password is None:
        raise WrongUse(
            "A live source needs credentials.", where="options", remedy="Name environment variables in user_env and password_env."
        )
    return httpx.BasicAuth(user, password)


def _secret(option: str, variable: str | None, environment: Mapping[str, str]) -> str | None:
    if variable is None:
        return None
    if not environment.get(variable):
        raise WrongUse(f"The environment variable {variable} is not set.", where=f"options.{option}", remedy="Set it.")
    return environment[variable]


def _grant(client: str, secret: str, user: str | None, password: str | None) -> dict[str, str]:
    form = {"client_id": client, "client_secret": secret}
    if user is None or password is None:
        return form | {"grant_type": "client_credentials"}
    return form | {"grant_type": "password", "username": user, "password": password}


@dataclass
class OAuth(httpx.Auth):
    """Fetches a token when there is none, and a new one when the instance refuses the old."""

    address: str
    grant: Mapping[str, str]
    token: str = ""

    def __repr__(self) -> str:
        return f"OAuth({self.address})"

    async def async_auth_flow(self, request: httpx.Request) -> AsyncGenerator[httpx.Request, httpx.Response]:
        """One request, with a token before it where needed."""
        if not self.token:
            await self._take((yield self._ask()))
        request.headers["Authorization"] = f"Bearer {self.token}"
        answer = yield request
        if answer.status_code == httpx.codes.UNAUTHORIZED:
            await self._take((yield self._ask()))
            request.headers["Authorization"] = f"Bearer {self.token}"
            yield request

    def _ask(self) -> httpx.Request:
        return httpx.Request("POST", self.address, data=dict(self.grant))

    async def _take(self, answer: httpx.Response) -> None:
        try:
            self.token = str(json.loads(await answer.aread())["access_token"]) if answer.is_success else ""
        except (ValueError, KeyError, TypeError):
            self.token = ""
        if not self.token:
            raise SourceFailed(
                f"The instance gave no token: it answered {answer.status_code}.",
                where=self.address,
                remedy="Check the OAuth client, its secret and the grant it allows.",
            )
