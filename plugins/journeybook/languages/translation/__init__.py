"""What translators edit: gettext files, the plural rules of languages, and a language as values, whatever file it comes from."""
