from pydantic import Field

from .base_model import BaseModel
from .enums import FindingStatus


class Findings(BaseModel):
    run_check: list["FindingsRunCheck"] = Field(alias="runCheck")


class FindingsRunCheck(BaseModel):
    resource: str
    name: str
    status: FindingStatus
    reason: str


Findings.model_rebuild()
