"""The paper's claim in miniature: a small transformer, trained from nothing, then by SFT, DPO and GRPO, in the loop."""
