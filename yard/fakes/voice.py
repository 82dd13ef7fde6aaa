"""A voice that writes down what it would have said; or a computer that has none."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass
class WrittenVoice:
    """Keeps the law of `station.ui.means.Voice`: nothing is said where there is no program."""

    able: bool = True
    said: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])

    def there(self) -> bool:
        return self.able

    def say(self, words: str, language: str) -> bool:
        if self.able:
            self.said.append((words, language))
        return self.able

    def hush(self) -> None:
        """Nothing goes on."""
