"""Reading aloud 朗读: the machine's own speech program, asked for Mandarin. Where there is none, nothing is said and that is told."""

from __future__ import annotations

import shutil
import subprocess

PROGRAM = "espeak-ng"
VOICES = {"zh_CN": "cmn", "en": "en"}
_LONGEST = 200


class MachineVoice:
    """Says one sentence at a time; a new one cuts the one before short."""

    def __init__(self) -> None:
        self._speaking: subprocess.Popen[bytes] | None = None

    def there(self) -> bool:
        """Whether this computer can speak."""
        return shutil.which(PROGRAM) is not None

    def say(self, words: str, language: str) -> bool:
        """Begin to say it; False where this computer cannot."""
        program = shutil.which(PROGRAM)
        if program is None:
            return False
        self.hush()
        quiet = subprocess.DEVNULL
        line = [program, "-v", VOICES.get(language, VOICES["en"]), "--", words[:_LONGEST]]
        try:
            self._speaking = subprocess.Popen(line, stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True)
        except OSError:
            return False
        return True

    def hush(self) -> None:
        """Stop speaking."""
        if self._speaking is not None:
            if self._speaking.poll() is None:
                self._speaking.kill()
            self._speaking.wait()
            self._speaking = None
