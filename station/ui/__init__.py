"""The counter's face 界面: screens over the office, and nothing else. It decides nothing that the law decides."""
