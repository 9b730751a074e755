"""The regulation: one file per article, each rule a small function. `book` opens it, in the order of this list."""

CHAPTERS = (
    "article1",  # the account
    "article2",  # the contractor
    "article3",  # what may be published
    "article4_author",
    "article4_roster",  # 第3項: posters are named; somebody can approve
    "article4_images",  # 第2号: pictures, each recorded
    "article4_rights",  # 第2号: 許諾 and 同意
    "article4_links",  # 第3号ア・イ: links, each recorded and read
    "article4_consent",  # 第3号ウ: 了解
    "article5",  # credentials, secrets, the security policy
    "article6_policy",
    "article6_replies",
    "article6_incidents",
    "article7",  # the guideline
    "sending.window",  # when a post goes out
    "sending.line_limits",
    "sending.pictures",
    "sending.looks",  # whether everybody can read it
    "accidents.words",  # what went wrong elsewhere
    "accidents.letters",
    "accidents.dates",
    "accidents.events",
    "accidents.links",
    "forms.reading",  # how a file is written
    "forms.shape",
    "forms.evidence",
    "forms.place",
    "forms.registers",
    "forms.change",
)
