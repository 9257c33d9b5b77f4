"""Pages as lists and the search see them: what their front matter says, and their words."""

from __future__ import annotations

import pytest

from macros.pages.by_hand import read_list, read_page


@pytest.mark.parametrize(
    "written",
    [
        "also: [bands, what a score means]\n",
        "also: [\"bands\", 'what a score means']\n",
        "also:\n- bands\n- what a score means\n",
    ],
)
def test_other_names_are_read_as_people_and_as_programs_write_them(written: str) -> None:
    """In brackets, with or without quotation marks, or line by line."""
    page = read_page("plan/x.md", f"---\ntitle: Scores\n{written}description: About them.\n---\nWords.\n")
    assert page.also == ("bands", "what a score means")
    assert (page.title, page.description, page.text) == ("Scores", "About them.", "Words.")


def test_a_page_that_says_nothing_of_itself_is_named_by_its_path() -> None:
    """No front matter, no other names, and marks and macros are no words."""
    page = read_page("plan/x.md", "# Plan\n\n{{ item(14) }} for [carers](../a.md)\n")
    assert (page.title, page.also, page.text) == ("plan/x.md", (), "Plan for carers")


def test_a_list_is_not_found_by_the_words_of_others() -> None:
    """A made page that lists others has its title and description, and none of its text."""
    page = read_list("find/x.md", "---\ntitle: List\nalso:\n- everything\n---\nWords of others.\n")
    assert (page.title, page.also, page.text) == ("List", ("everything",), "")
