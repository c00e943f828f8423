"""The project of the story: the checkout in four languages. It is late, and one can find out why."""

from headway.demo.rules.content.projects.shared import SOFTWARE
from headway.demo.rules.recipes import Plan, Todo

PLAN = Plan(
    key="languages",
    name="Checkout in four languages",
    why=(
        "Shoppers from Germany, France, Spain and Poland finish the whole checkout without one English word.\n\n"
        "**Done when** a test shopper of each country buys, pays by card and gets the receipt in their language, and "
        "a new language needs a translation file and no engineer."
    ),
    team="checkout",
    lead="nadia",
    staff=("hiro", "paloma", "tomasz", "camille", "freya"),
    weeks=(1, 11),
    progress=0.52,
    estimates="all",
    statuses=SOFTWARE,
    labels=("translation", "frontend", "copy", "quality"),
    notes=(
        "Texts come from the translation file, never from the page.\n\n- [ ] plural forms\n- [ ] long words on a phone",
        "Please look at it at 320 px as well: German words are long.",
    ),
    guests=("paloma",),
    items=(
        Todo(title="List every text a shopper can meet in the checkout", who="camille", hours=6, flow="done"),
        Todo(title="Agree on words: basket, order, delivery, return", who="nadia", hours=3, flow="done"),
        Todo(title="Choose the translation file format", who="hiro", hours=2, flow="done"),
        Todo(
            title="Take texts out of the pages",
            who="hiro",
            subs=(
                Todo(title="Basket and order summary", who="hiro", hours=6, flow="done"),
                Todo(title="Address form", who="hiro", hours=4, flow="done"),
                Todo(title="Delivery choice", who="freya", hours=3, flow="done"),
                Todo(
                    title="Payment page",
                    who="tomasz",
                    subs=(
                        Todo(title="Card form", hours=4, flow="done", who="tomasz"),
                        Todo(
                            title="Error messages of the payment provider",
                            hours=8,
                            who="tomasz",
                            priority="urgent",
                            flow="blocked",
                            due=(5, 4),
                            labels=("frontend",),
                            note=(
                                "The provider sends 61 codes and finished English sentences. We need our own sentence "
                                "for each code.\n\n**Blocked:** the list of codes with their meaning was promised for "
                                "week 5. Asked again on Monday. Nobody but Tomasz has access to their support desk."
                            ),
                        ),
                    ),
                ),
                Todo(title="Receipt and order mail", who="hiro", hours=5, flow="active"),
            ),
        ),
        Todo(title="Word list for the checkout: German", who="paloma", hours=3, flow="done"),
        Todo(title="Word list for the checkout: French", who="paloma", hours=3, flow="done"),
        Todo(title="Word list for the checkout: Spanish", who="paloma", hours=3, flow="done"),
        Todo(title="Word list for the checkout: Polish", who="paloma", hours=4, flow="done"),
        Todo(
            title="Translate checkout",
            key="translate-checkout",
            who="tomasz",
            hours=40,
            priority="urgent",
            flow="active",
            due=(6, 4),
            labels=("translation", "frontend"),
            note=(
                "Bring the four languages into the live checkout, from basket to receipt.\n\n"
                "## Done when\n"
                "- [x] texts load by the shopper's language, English as fallback\n"
                "- [x] German and French are complete\n"
                "- [ ] Spanish and Polish are complete\n"
                "- [ ] a missing text is reported, never shown as a key\n\n"
                "**Late since week 6.** Tomasz also carries the fraud check and most reviews of One-page checkout."
            ),
        ),
        Todo(title="Choose the language from the browser, let the shopper change it", who="hiro", hours=5, flow="done"),
        Todo(title="Keep the chosen language for the next visit", who="hiro", hours=2, flow="done"),
        Todo(title="Dates and numbers in the form each country writes them", who="hiro", hours=4, flow="done"),
        Todo(title="Right order of street and house number", who="hiro", hours=4, flow="done"),
        Todo(title="Proofread by a native speaker: German", who="paloma", hours=4, flow="done"),
        Todo(title="Proofread by a native speaker: French", who="camille", hours=4, flow="done"),
        Todo(title="Proofread by a native speaker: Spanish", who="mateus", hours=4, flow="active"),
        Todo(
            title="Polish legal texts: terms, withdrawal, data protection",
            who="paloma",
            hours=6,
            priority="high",
            flow="blocked",
            due=(7, 1),
            labels=("copy",),
            note="**Blocked:** our lawyer in Warsaw answers the two open questions on withdrawal by the end of week 8.",
        ),
        Todo(title="Names with two surnames and no surname", who="tomasz", hours=6, flow="active"),
        Todo(title="Proofread by a native speaker: Polish", who="paloma", hours=5, flow="open"),
        Todo(title="Texts of the wallets, in the provider's own words", who="oluwaseun", hours=3, flow="cancelled"),
        Todo(title="Receipt as PDF with all Polish and Spanish letters", who="hiro", hours=6, flow="open"),
        Todo(title="Test shopper buys, pays and returns: German", who="freya", hours=3, flow="active"),
        Todo(title="Test shopper buys, pays and returns: French", who="freya", hours=3, flow="open"),
        Todo(title="Test shopper buys, pays and returns: Spanish", who="freya", hours=3, flow="open"),
        Todo(title="Test shopper buys, pays and returns: Polish", who="freya", hours=3, flow="open"),
        Todo(title="Automatic check for texts without a translation", who="hiro", hours=6, flow="open"),
        Todo(title="Guide: how to add the fifth language without an engineer", who="hiro", hours=5, flow="open"),
    ),
)
