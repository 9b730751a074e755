"""What a form says to a person: each question as one would ask it across a desk, with an example.

Three words never stand for each other: 承認 (by the approver), 了解 (by the linked party), 許諾・同意 (by a rights
holder or a person in a picture).
"""

from dataclasses import dataclass

from scripts.writing.question import When


@dataclass(frozen=True)
class Words:
    """One question in words. `rare` is folded away; `kept` is not asked at all and stays as the file has it.

    `when` stands in for the schema's own condition; `fill` says what stands there at first (`author`).
    """

    ask: str = ""
    help: str = ""
    example: str = ""
    when: When | None = None
    rare: bool = False
    kept: bool = False
    fill: str = ""


_NUMBER = (
    "相手の名前や文面ではなく、職場で保存した記録の番号です。番号がなければ、文書管理の担当に聞いてください。"
)
_WHO = "名簿にある、その人の id です。ほかの人が確かめたときは、その人の id に直します。"
_POST_ID = (
    "件名の言葉か、配信した日の数字を打ち始めると、送った投稿から選べます。入るのは、日付で始まる投稿IDです。"
)
_LAST_DAY = "期限を決めていないときは、下の「期限はない」を選びます。"

POST: dict[str, Words] = {
    "title": Words("件名は何にしますか", "カードの一番上に出る見出しです。40文字まで。", "冬のオンライン移住相談会のご案内"),
    "author": Words(kept=True),
    "category": Words("何についてのお知らせですか", "日時の決まった催しは「イベント」です。ほかは、一番言いたいことで選びます。"),
    "reason": Words(
        "なぜ、このお知らせを送りたいのですか",
        "区分「その他」は、移住交流担当課長が適当と認めたときだけ送れます。認めるかどうかを課長が読んで判断できるように、20文字以上で書きます。",
        "移住体験中の方が多い時期であり、冬道の事故を防ぐための注意喚起が必要なため",
    ),
    "layout": Words("どのような見せ方にしますか", "選ばなければカードです。長い文章をそのまま読んでほしいときだけ「文章」にします。", rare=True),
    "send": Words("いつ送りますか", when=()),
    "send.not_before": Words(
        "いつから送りますか",
        "取り込む（Merge）とは、承認がそろったあとで、投稿者か承認した人がGitHubで「Merge pull request」を押すことです。夜や休日など、配信時間の外に当たるときは、次の配信時間が始まってから送られます。",
        "12月10日 10時",
    ),
    "send.not_after": Words(
        "いつを過ぎたら、もう送らないことにしますか",
        "思わぬことで遅れたときに、古いお知らせが届くのを防ぎます。催しのお知らせでは必ず書きます。ほかでは空けておいてもかまいません。",
        "1月14日 17時",
        when=(),
    ),
    "send.urgent": Words(
        "夜間や休日にも送る必要がありますか。あれば、その理由",
        "災害など、翌日の配信時間まで待てないときだけ書きます。承認する人が読みます。",
        rare=True,
    ),
    "send.again": Words("前に配信されなかった投稿を、もう一度送る理由", "配信に失敗した投稿や、止めた投稿のときだけ書きます。", rare=True),
    "event": Words("催しについて", "日時・場所・締切・参加費・定員は、ここに書けば枠にまとめて出ます。本文で繰り返さなくてかまいません。"),
    "event.starts": Words("いつ始まりますか", example="1月23日 13時"),
    "event.ends": Words("いつ終わりますか", "決まっていなければ空けておきます。", "1月23日 16時"),
    "event.deadline": Words("申込みの締切はいつですか", "日付だけを書きます。時刻を知らせるときは、本文に書きます。申込みがいらない催しでは空けておきます。", "1月15日"),
    "event.place": Words("どこで開きますか", "オンラインだけなら「オンライン」と書きます。", "オンライン"),
    "event.fee": Words("参加費はいくらですか", "書くと、日時の欄に並んで出ます。", "無料"),
    "event.capacity": Words("定員は何人ですか", "書くと、日時の欄に並んで出ます。", "20組（先着順）"),
    "images": Words("載せる画像", "なくてもかまいません。"),
    "images.file": Words(kept=True),
    "images.alt": Words(
        "何が写っていますか",
        "画像を見られない人が、声で聞いて分かるように書きます。5文字から120文字。",
        "雪の積もった住宅の前に立てかけられた赤い雪かきスコップ",
    ),
    "images.relevance": Words("なぜ、このお知らせにこの画像を載せますか", example="冬のくらしを話題にする相談会のため"),
    "images.rights": Words("この画像を使ってよいことを、どう確かめましたか"),
    "images.rights.holder": Words("著作権を持っているのはだれですか", "団体の名前です。職員が仕事で撮った写真は、所属する団体になります。", "北海道"),
    "images.rights.basis": Words("何にもとづいて使いますか", "「フリー素材」という言葉だけでは、根拠になりません。利用規約のあるページを見つけてください。"),
    "images.rights.confirmed_on": Words("権利を確かめたのはいつですか", "撮った日ではなく、載せてよいことを確かめた日です。", "12月3日"),
    "images.rights.confirmed_by": Words("権利を確かめたのはだれですか", _WHO, "div-poster-01", fill="author"),
    "images.rights.granted_on": Words("許諾を受けたのはいつですか", example="12月1日"),
    "images.rights.evidence": Words("許諾書・契約書・規約の写しの文書番号", _NUMBER, "地政第1301号"),
    "images.rights.scope": Words("どこに載せる許諾ですか", "LINEに載せる許諾がなければ、この画像は送れません。"),
    "images.rights.valid_until": Words("許諾はいつまでですか", _LAST_DAY, "2027年3月31日"),
    "images.rights.no_expiry": Words("許諾に期限はない"),
    "images.rights.terms_url": Words("利用規約のページのURL", example="https://stock.example.com/license"),
    "images.rights.terms_checked_on": Words("利用規約を読んだのはいつですか", example="12月3日"),
    "images.rights.terms_words": Words(
        "利用規約のうち、この使い方を認めている文",
        "規約のページから、言葉を変えずに書き写します。使ってよい所、クレジットの要否、加工の可否の文があれば、それも写します。読者には届きません。承認する人は、この文を読んで判断します。空けておくと、「書き写されていない」と承認する人に示されます。",
        "行政機関の広報（SNSを含む）に使えます。クレジットは不要です。加工できます。",
        when=(("basis", ("open_license", "stock")),),
    ),
    "images.rights.credit": Words(
        "画面に載せるよう求められている名前（クレジット）",
        "求められていなければ空けておきます。書いたときは、同じ言葉を本文にも入れてください。",
        "写真提供：汐音漁業協同組合",
        when=(("basis", ("permission", "open_license", "stock")),),
    ),
    "images.people": Words("人が写っていますか", "顔が小さくても、知っている人が見て分かるなら「だれであるかが分かる」です。"),
    "images.people_consents": Words("写っている人の同意", "一人ずつ書きます。氏名は書かず、被写体A、被写体Bのように呼びます。LINEで配信することまで認めた同意に限ります。広報紙やホームページだけの同意では、この画像は使えません。"),
    "images.people_consents.subject": Words("だれの同意ですか", "写っている方を、氏名ではなく記号で書きます。子どもの同意を保護者が出したときも、写っている子どもです。", "被写体A"),
    "images.people_consents.where_in_picture": Words("その方は、画像の中のどの人ですか", "氏名は書きません。承認する人が、画像と見比べます。", "左の手前、パンを持つ子ども", when=()),
    "images.people_consents.granted_on": Words("同意を受けたのはいつですか", "同意書に書かれた日付です。", example="11月30日"),
    "images.people_consents.scope": Words("どこに載せてよいという同意ですか", "同意書を見て選びます。書いていなければ空けておきます。承認する人が読みます。", when=()),
    "images.people_consents.valid_until": Words("同意はいつまでですか", _LAST_DAY, "2028年3月31日"),
    "images.people_consents.no_expiry": Words("同意に期限はない"),
    "images.people_consents.minor": Words("18歳未満の方ですか"),
    "images.people_consents.guardian": Words("保護者の同意を受けましたか", "18歳未満の方は、保護者の同意がなければ載せられません。"),
    "images.people_consents.evidence": Words("同意書の文書番号", _NUMBER, "EZ-DOC-0031"),
    "images.people_consents.withdrawn_on": Words(kept=True),
    "images.ai": Words("生成AIを使いましたか"),
    "links": Words("載せるリンク", "本文で開いてもらうページを、一つずつ書きます。書いたあと「このリンクを本文に入れる」を押すと、本文に出ます。なくてもかまいません。"),
    "links.url": Words("どのページを開いてもらいますか", "ブラウザーの上の欄から、https:// で始まるURLを写します。", "https://iju.example.jp/soudan/2027winter"),
    "links.party": Words("そのページを持っているのはだれですか", "団体の名前です。", "一般社団法人しらかば移住サポート協会"),
    "links.relevance": Words("このお知らせと、どう関係するページですか", example="申込みと詳しい日程を載せているページ"),
    "links.own_group": Words("自分の会社か、その関係先の商品・サービスを売るページですか", rare=True),
    "links.own_group_about": Words("そのページで、だれが何を売りますか", "会社の名前と、売る物やサービスを書きます。届きません。承認する人は、これを読んで、民間の競争を妨げないかを判断します。", "しらかば旅行株式会社が、移住体験の旅（1泊12,000円から）を売る", when=(("own_group", ("true",)),), rare=True),
    "links.checked_on": Words("ページを開いて、おしまいまで読んだのはいつですか", "公序良俗に反する内容がないことを確かめます。", "12月4日"),
    "links.checked_by": Words("読んだのはだれですか", _WHO, "div-poster-01", fill="author"),
    "links.consent": Words("このリンク先に、載せてよいか聞きましたか"),
    "links.consent.basis": Words("相手方の了解を、どのように得ましたか", "「問い合わせて返事を待っている」は、了解ではありません。"),
    "links.consent.granted_on": Words("了解の返事をもらったのはいつですか", example="12月4日"),
    "links.consent.given_by": Words("了解したのはどなたですか", "氏名ではなく、役職や担当で書きます。", "広報担当", when=(("basis", ("explicit",)),)),
    "links.consent.method": Words("どうやって聞きましたか"),
    "links.consent.evidence": Words("やりとりの記録の文書番号", _NUMBER, "地政メール保存26-112"),
    "links.consent.valid_until": Words(
        "了解に期限はありますか",
        "なければ空けておきます。",
        "2027年3月31日",
        when=(("basis", ("explicit", "published_policy")),),
    ),
    "links.consent.withdrawn_on": Words(kept=True),
    "links.consent.policy_url": Words(
        "リンクの方針が書いてあるページのURL", "リンク先と同じサイトのページです。", "https://fuyumichi.example.jp/link-policy"
    ),
    "links.consent.policy_checked_on": Words("その方針を読んだのはいつですか", example="12月3日"),
    "links.consent.policy_words": Words(
        "方針のうち、リンクを認めている文",
        "方針のページから、言葉を変えずに書き写します。条件（トップページだけ、連絡が要るなど）の文も写します。読者には届きません。承認する人は、この文を読んで判断します。空けておくと、「書き写されていない」と承認する人に示されます。",
        "トップページへのリンクは、連絡なしで自由に行えます。",
        when=(("basis", ("published_policy",)),),
    ),
    "links.consent.scope": Words("どのページへのリンクが認められていますか", when=(("basis", ("explicit", "published_policy")),)),
    "links.consent.id": Words("前もっての了解の id", "保守担当者が前もって登録した了解の id です。分からなければ保守担当者に聞いてください。", "shirakaba"),
    "interviewees": Words("取材した人の言葉を載せていますか", "「…」と話すAさん、のように人の言葉を載せるときは、一人ずつ加えます。載せていなければ、空けておきます。届きません。承認する人が読みます。"),
    "interviewees.subject": Words("本文の、どの人ですか", "氏名ではなく、本文での呼び方を書きます。", "Aさん（パン屋の店主）"),
    "interviewees.granted_on": Words("言葉を載せてよいと答えたのはいつですか", example="11月30日"),
    "interviewees.method": Words("どうやって聞きましたか"),
    "interviewees.evidence": Words("同意の記録の文書番号", _NUMBER, "EZ-DOC-0032"),
    "interviewees.checked_text": Words("載せる文章を、本人が読んで確かめましたか", "読んでいなければ、承認する人に示されます。"),
    "declarations": Words("投稿者の確認", "一つずつ読み、自分で確かめたものだけを選びます。四つとも確かめるまで、送れません。"),
    "declarations.public_information": Words("公表・公開を前提とする情報だけです", "発表前の内容や、内部の検討の内容は入っていません。"),
    "declarations.no_personal_information": Words("個人情報は入っていません", "氏名、個人の電話番号やメールアドレス、個人が分かる話がないか、画像も見直しました。同意を上に書いた方の写真は、ここでは数えません。"),
    "declarations.fair_competition": Words("不当に民間の競争を妨げるものではありません", "特定の店や会社だけを有利にする内容になっていません。"),
    "declarations.guideline": Words("北海道ソーシャルメディア利用ガイドラインに留意しました", "道のホームページにある、道の職員がSNSを使うときのきまりです。読んだことがなければ、先に読みます。"),
    "corrects": Words("どの投稿を訂正しますか", _POST_ID, "20261210-winter-soudan", when=()),
    "correction": Words("どこが誤りで、正しくは何ですか", "届いた画面で、並べて示します。", when=()),
    "correction.wrong": Words("誤", example="締切 1月15日（金）"),
    "correction.right": Words("正", example="締切 1月18日（月）"),
    "correction_ground": Words(
        "正しい内容を、だれに、いつ、どうやって確かめましたか",
        "読者には届きません。承認する人が、正しいかどうかをこれで判断します。空けておくと、書かれていないことが承認する人に示されます。相手は氏名ではなく役職や担当で、何を聞いて何と答えたかと、記録があれば文書番号も書きます。",
        "12月10日に協会の相談会担当に電話で締切と定員を聞き、「締切は18日、定員は20組」と答えがあった（地政メモ26-120）",
        when=(),
    ),
    "correction_affected": Words("すでに申し込んだ方や、予定を立てた方は、どうなりますか", "読者には届きません。本文に「お手続きの変更はありません」などと書くときは、そう言える理由を書きます。困る方がいるなら、その方に何をするかも書きます。", "協会に聞いた。10日までの申込みは6組で、20組に入る。締切が延びただけなので、出し直しは要らない", when=()),
    "correction_page_now": Words("リンク先のページは、いま正しい内容になっていますか", "読者には届きません。訂正を読んだ方がページを開いたときに、同じ誤りを読まないかを確かめます。見た日時も書きます。", "10日14時に見た。締切は18日、定員は20組になっている", when=()),
}  # fmt: skip

REPLY: dict[str, Words] = {
    "received_on": Words("コメントを受けたのはいつですか", example="12月16日"),
    "channel": Words("どこに寄せられましたか"),
    "post": Words("どの投稿へのコメントですか", _POST_ID, "20261215-hoshifuri-story"),
    "inquiry": Words(
        "どのようなコメントでしたか",
        "あらましだけを書きます。書いた人の名前、連絡先、書き込みの引き写しは書きません。",
        "おためし暮らしは何歳まで申し込めるか、子ども連れでもよいかという質問",
    ),
    "decision": Words("返信しますか"),
    "reason": Words("なぜ、そう決めましたか", example="同じ疑問を持つ方が多いと考えられるため"),
    "author": Words(kept=True),
    "sent_on": Words("返信を送ったのはいつですか", example="12月17日"),
    "sent_by": Words("返信を送ったのはだれですか", "名簿にある、その人の id です。", "con-poster-02"),
}  # fmt: skip

WORDS: dict[str, dict[str, Words]] = {"post": POST, "reply": REPLY}


def words_for(kind: str, key: tuple[str, ...], title: str) -> Words:
    """The words of a question; a field that has none yet is asked for by its title."""
    return WORDS[kind].get(".".join(key)) or Words(title)
