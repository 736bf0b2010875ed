"""One answer of the model, and nothing around it: no program is started, and the model is given no tools.

verifiers lets a harness run in its own process as long as every call of the model goes through ``endpoint``.
"""

from typing import Any

import httpx
import verifiers.v1 as vf
from verifiers.v1.dialects.chat import message_to_wire

_PATIENCE = httpx.Timeout(None, connect=30.0)
"""A long answer takes as long as it takes; the agent's own timeout ends it."""


class ChatHarnessConfig(vf.HarnessConfig):
    """It has no settings of its own."""

    id: vf.ID = "afterburner-verifiers"


class ChatHarness(vf.Harness[ChatHarnessConfig]):
    """Sends the conversation and takes the reply."""

    APPENDS_SYSTEM_PROMPT = True
    SUPPORTS_RESUME = True
    EXECUTES_CODE = False
    NEEDS_CONTAINER = False

    async def launch(
        self,
        ctx: vf.ModelContext,
        trace: vf.Trace,
        runtime: vf.Runtime,
        endpoint: str,
        secret: str,
        mcp_urls: dict[str, str],
        data: vf.TaskData,
    ) -> vf.ProgramResult:
        """Have the model answer once; a failure is what a program's exit with 1 would be."""
        del trace, runtime, mcp_urls
        body = {"model": ctx.model, "messages": self._messages(data)}
        headers = {"authorization": f"Bearer {secret}"}
        async with httpx.AsyncClient(timeout=_PATIENCE, trust_env=False) as client:
            reply = await client.post(f"{endpoint}/chat/completions", json=body, headers=headers)
        if reply.is_success:
            return vf.ProgramResult(exit_code=0, stdout="", stderr="")
        return vf.ProgramResult(exit_code=1, stdout="", stderr=f"{reply.status_code}: {reply.text[:2000]}")

    def _messages(self, data: vf.TaskData) -> list[dict[str, Any]]:
        system, prompt = self.resolve_prompt(data)
        messages = [{"role": "system", "content": system}] if system else []
        if isinstance(prompt, str):
            return [*messages, {"role": "user", "content": prompt}]
        return [*messages, *map(message_to_wire, prompt or ())]
