"""The one exception tree of the program.

Everything a user can cause is a `KommunikeError` with one clear line that says what to do;
the command line prints that line and exits with the error's code, without a stack trace.
"""

from __future__ import annotations

from typing import ClassVar


class KommunikeError(Exception):
    """Base of every error the program raises on purpose.

    Attributes:
        code: A stable machine-readable name, written to `errors.jsonl`.
        exit_code: What the command line exits with when this error ends a command.
    """

    code: ClassVar[str] = "error"
    exit_code: ClassVar[int] = 1


class UsageError(KommunikeError):
    """The command or a function was called in a way it cannot serve."""

    code = "usage"
    exit_code = 2


class InputError(KommunikeError):
    """A release could not be read; the message names the file and the remedy."""

    code = "unreadable_input"


class EmptyInputError(InputError):
    """The file or text holds nothing but white space."""

    code = "empty_input"


class NotTextError(InputError):
    """The file is binary, or in an encoding nobody can name."""

    code = "not_text"


class TooLargeError(InputError):
    """The file or text is larger than any press release."""

    code = "too_large"


class UnsupportedInputError(InputError):
    """The file's kind cannot be read, or not without another installation."""

    code = "unsupported_input"


class NotRussianError(InputError):
    """The text has no Russian in it."""

    code = "not_russian"


class MetadataError(InputError):
    """A metadata line is malformed or contradicts another one."""

    code = "bad_metadata"
    exit_code = 2


class ResourceError(KommunikeError):
    """A lexicon or rule file breaks its own rules (unknown field, duplicate id, …)."""

    code = "bad_resource"
    exit_code = 2


class ModelMismatchError(KommunikeError):
    """A model pack is missing or is not the one its card pins."""

    code = "model_mismatch"
    exit_code = 2


class RecordError(KommunikeError):
    """A record is not valid against the contract or against its release's text."""

    code = "invalid_record"


class OutputError(KommunikeError):
    """The run's folder cannot be written: full disk, no permission, a folder that vanished."""

    code = "unwritable_output"


class WorkerError(KommunikeError):
    """A worker process died over a release (killed, or a crash in a library)."""

    code = "worker_died"


class ReleaseTimeoutError(KommunikeError):
    """A release took longer than it may."""

    code = "timeout"


class OutOfMemoryError(KommunikeError):
    """A release needed more memory than a worker may have."""

    code = "out_of_memory"
