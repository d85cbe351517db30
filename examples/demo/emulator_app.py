"""ministack, which would ask itself for the keys of user pools over plain HTTP, while it listens for HTTPS only."""
from ministack.app import app  # noqa: F401 what hypercorn runs
from ministack.services import apigateway, apigateway_v1

url_over_http = apigateway._resolve_jwks_url


async def url_over_https(authorizer):
    url = await url_over_http(authorizer)
    return url and url.replace("http://127.0.0.1:", "https://127.0.0.1:", 1)


apigateway._resolve_jwks_url = apigateway_v1._resolve_jwks_url = url_over_https
