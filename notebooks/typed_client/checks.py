from .base_model import BaseModel
from .enums import Severity


class Checks(BaseModel):
    checks: list["ChecksChecks"]


class ChecksChecks(BaseModel):
    name: str
    title: str
    severity: Severity
    resource: list[str]
    requirements: list[str]


Checks.model_rebuild()
