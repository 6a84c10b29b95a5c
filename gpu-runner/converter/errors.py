"""Failures that the user of the converter can do something about."""


class ConversionError(Exception):
    """`kind` is one of KINDS; the message says what was found and what to do."""

    KINDS = (
        "model_file_missing",
        "model_file_corrupt",
        "unknown_layout",
        "unsupported_opset",
        "check_failed",
    )

    def __init__(self, kind: str, message: str) -> None:
        assert kind in self.KINDS, kind
        super().__init__(message)
        self.kind = kind
