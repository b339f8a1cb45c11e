"""Facts and who asserts them: identity, fold, sync, history."""
