"""Every obligation of the operating rules (運営要領), in their own words, and how each is met.

A lawyer reads this table; `handbook.py` puts it on paper, and tests hold it to the rule book: a rule that cites the
operating rules stands in its row, and a row names no rule that is not there.
"""

from dataclasses import dataclass

CHECKED, APPROVED, DECLARED = "確認", "承認", "申告"
REMINDED, BY_HAND = "注意喚起", "人の手"

MEANS: dict[str, str] = {
    CHECKED: "プログラムが確かめ、合わなければ承認に進めず、配信もしません。",
    APPROVED: "承認する人の審査(Review)が無ければ配信しません。",
    DECLARED: "投稿者が項目に書いて記録に残し、承認する人に示します。",
    REMINDED: "注意として示し、または保守の見回り(watch)が担当者に知らせます。",
    BY_HAND: "プログラムでは確かめられません。理由を右の欄に書きます。",
}


@dataclass(frozen=True)
class Obligation:
    """One demand: its article, its words, by what means it is met, the rules that check it, and a remark."""

    article: str
    words: str
    means: tuple[str, ...]
    rules: tuple[str, ...] = ()
    remark: str = ""


OBLIGATIONS = (
    Obligation("第1", "ソーシャルメディア「LINE 公式アカウント」を利用して行う", (CHECKED,), (), "配信の前に、トークンの先のアカウントが account.yml のベーシックIDと同じかを確かめます(publish)。"),
    Obligation("第2", "同課が委託する事業の受託事業者(以下「運営者」という。)を指定する", (CHECKED,), ("contractor-under-contract", "contractor-known", "contract-term"), "指定の日と契約の期間を account.yml に記録します。"),
    Obligation("第3第1項", "公表・公開を前提とする次の情報発信を行う", (CHECKED, DECLARED, APPROVED), ("internal-words", "personal-number", "personal-mail", "contact-check", "picture-place", "interview-consent"), "公表・公開を前提とする情報であること、個人情報を含まないことは投稿者が申告します。取材した人の言葉を載せるときは、本人の同意を記録し、承認する人に示します。"),
    Obligation("第3第1項第1号", "移住・定住に関する情報や関係人口創出・拡大に係る北海道の魅力、イベント等の情報", (CHECKED, APPROVED), ("schema",), "区分(category)を一つ選びます。内容が区分に合うかは承認する人が判断します。"),
    Obligation("第3第1項第1号", "不当に民間の競争を阻害するなど…不適切と認められるものを除く", (DECLARED, REMINDED, APPROVED), ("fair-competition", "own-group"), "阻害するかどうかは人の判断です。言葉の目印だけを示します。"),
    Obligation("第3第1項第2号", "その他地域政策課移住交流担当課長が適当と認めた情報", (CHECKED, APPROVED), ("schema",), "区分が other のときは理由を必須とし、側によらず移住交流担当課長の承認も要ります。"),
    Obligation("第3第2項", "「北海道ソーシャルメディア利用ガイドライン」に十分留意して行う", (DECLARED, REMINDED), ("guideline-review", "schema"), "ガイドラインの内容は人が確かめます。投稿ごとに申告し、年に一度の見直しを促します。"),
    Obligation("第4第1項・第4第4項", "投稿者は、次に掲げる事項を確認(手続を踏んだ)上で投稿しなければならない", (CHECKED,), ("author-on-roster", "author-in-office"), "投稿者が名簿の側の人であることを確かめます。プルリクエストを出した人かは承認の判定(approval)が見ます。"),
    Obligation("第4第1項第1号", "事前に地域政策課移住交流担当課長の承認を得た上で", (APPROVED, REMINDED), ("approver-in-office", "approver-leaves"), "承認は approval と publish が判定します。代決の定めは無いため、承認者がいなければ配信しません。"),
    Obligation("第4第1項第1号", "職場のタブレット等からログインし投稿すること", (REMINDED, BY_HAND), ("login-clause",), "LINEにログインして投稿する人はいません。保護された一つの環境から配信します。この読み方は地域政策課の確認が要ります。"),
    Obligation("第4第1項第2号・第4第4項第2号", "掲載する画像は、記事に関連するものとし", (CHECKED, DECLARED, APPROVED), ("image-declared", "image-present", "image-used", "image-once", "image-ai"), "関連する理由(relevance)を申告し、承認する人が画像を見ます。"),
    Obligation("第4第1項第2号・第4第4項第2号", "事前に権利関係を確認の上掲載すること", (CHECKED, DECLARED, APPROVED), ("rights-first", "rights-checked-by", "rights-hold", "rights-one-term", "rights-credit", "terms-words", "people-consent-holds", "people-as-declared", "schema"), "証跡は文書番号で記録し、文書そのものは置きません。規約によって使う画像は、認めている文を書き写し、承認する人に示します。"),
    Obligation("第4第1項第3号・第4第4項第3号", "記事内にホームページアドレスのリンク先を設定する場合は、次の条件を満たすこと", (CHECKED,), ("link-declared", "link-used", "link-once", "link-hidden"), "読者がたどれるURLは、すべて記録されたものです。"),
    Obligation("第4第1項第3号ア・第4第4項第3号ア", "投稿内容に関係するものであること", (DECLARED, APPROVED), ("schema",), "関係(relevance)を申告し、承認する人が判断します。"),
    Obligation("第4第1項第3号イ・第4第4項第3号イ", "リンク先の内容が公序良俗に反しないものであること", (DECLARED, CHECKED, REMINDED), ("link-read", "link-read-lately"), "内容は人が読んで確かめます。読んだ日と人を記録し、古くなれば読み直しを促します。"),
    Obligation("第4第1項第3号ウ・第4第4項第3号ウ", "リンクの相手方に事前に了解を得ているものであること", (CHECKED, DECLARED, APPROVED), ("consent-first", "consent-holds", "consent-scope", "consent-policy", "consent-by-policy", "policy-words", "consent-standing", "consent-prefix", "consent-own-site", "schema"), "公表されたリンクの方針を了解とみなすかは account.yml で定め、使うときは、リンクを認めている文を書き写して承認する人に示します。道のサイトとされたページは、アドレスが道のものでなければ承認する人に示します。"),
    Obligation("第4第3項", "業務処理責任者はあらかじめ投稿できる担当者を定めるものとする", (CHECKED, APPROVED), ("appointed-by-manager", "appointment-term", "author-on-roster", "author-in-office"), "運営者の名簿の変更には業務処理責任者の承認が要ります。"),
    Obligation("第4第4項第1号", "事前に業務処理責任者に投稿内容を報告し、業務処理責任者の承認を得た上で、投稿すること", (APPROVED, REMINDED), ("approver-in-office", "approver-leaves"), "報告はプルリクエストを出すこと、承認はその審査です。移住交流担当課長の承認では代わりになりません。"),
    Obligation("第5第1項", "利用者情報を…知られることのないよう適切に管理する", (CHECKED, REMINDED, BY_HAND), ("no-secrets", "secret-in-history"), "秘密は保護された環境だけに置き、トークンは配信のたびに作って保存しません。main の履歴に秘密が入ったら、見回りが知らせます。一人ひとりのパスワードの扱いは、プログラムからは見えません。"),
    Obligation("第5第1項", "定期的に、…異動があった場合などは随時にパスワードを変更する", (CHECKED, REMINDED), ("credentials-due", "credentials-overdue", "access-left", "credentials-people", "credentials-future", "credentials-append-only", "roster-keeps-people"), "名簿と契約の期限から、することと期限を導き、2週間前から見回りが課題で知らせ、記録が入ると閉じます。期限を過ぎても投稿は止めません。訂正がいつでも出せるようにするためです。変えたこと自体は見えないため、確かめた人の名を記録します。"),
    Obligation("第5第2項", "道のセキュリティポリシーを遵守し", (DECLARED, REMINDED, BY_HAND), ("security-policy",), "一人ずつ、年に一度の確認を記録し、2週間前から見回りが知らせます。守っているかどうかは人の判断です。"),
    Obligation("第6第1項", "地域政策課のホームページ上に運用ポリシーを掲示する", (CHECKED, APPROVED, REMINDED, BY_HAND), ("policy-text", "policy-verified"), "本文の変更には移住交流担当課長の承認が要ります。見回りが毎日、掲示のページを開き、同じ文章であることを確かめます。開けないときは「確認できず」と知らせます。ホームページに載せるのは人の手です。"),
    Obligation("第6第2項", "必要に応じて返信するが、全てのコメントに返信は行わない", (DECLARED, CHECKED), ("reply-author", "reply-text", "reply-post", "reply-dates", "reply-personal-data", "schema"), "返信しない判断も理由とともに記録します。"),
    Obligation("第6第2項", "コメントに返信する場合は…事前に…承認を得る", (APPROVED, BY_HAND), (), "返信の文はプルリクエストで承認を受けます。承認された文は、見回りが送る人に課題で渡します。LINEの画面で送るのは人の手で、送った日と人を記録します。"),
    Obligation("第6第3項", "運営者はすみやかに地域政策課に連絡し、その対応にあたる", (CHECKED, REMINDED), ("incident-report-late", "incident-order", "incident-personal-data", "schema"), "まず電話で連絡します。連絡した日時を記録し、無ければエラー、業務時間で2時間を超えれば注意として示します。"),
    Obligation("第6第3項", "削除などの必要な措置を講ずるものとする", (DECLARED, BY_HAND), (), "削除するかどうかと、LINEの画面での削除は人が行います。行ったことを actions に記録します。takes_down に書けば、サイトから画像が外れます。"),
    Obligation("第6第4項", "ガイドラインの5…に基づき、誤解を招くことのないよう、冷静かつ適時的確に対応する", (CHECKED, APPROVED, REMINDED, BY_HAND), ("correction-target", "incident-closed", "incident-guideline", "incident-posts"), "ガイドラインの5の内容は公表されていません。当てはまる項目は地域政策課が記録に書きます。訂正は元の投稿からひな型を作り、同じ承認を受け、間隔と一日の上限を待たずに配信します。終わっていない記録は、見回りが知らせます。"),
    Obligation("第7", "この要領に定めのないものについては、ガイドラインによる", (REMINDED,), ("guideline-review", "rules-confirmed"), "ガイドラインの見直しを年に一度促します。定めのないことを課で決めた記録(rules_confirmed)が本番にないときは、注意として示します。"),
    Obligation("附則", "令和2年8月27日から施行する", (CHECKED,), ("schema",), "最初の施行の日です。過去の配信の記録にだけ出ます。rules_version は、附則にある4つの日のどれかです。"),
    Obligation("附則", "令和3年7月29日から施行する", (CHECKED,), ("schema",), "改められた日です。過去の配信の記録にだけ出ます。"),
    Obligation("附則", "令和4年5月20日から施行する", (CHECKED,), ("schema",), "改められた日です。過去の配信の記録にだけ出ます。"),
    Obligation("附則", "令和5年7月19日から施行する", (CHECKED, DECLARED), ("schema",), "効力のある版(rules_version)を account.yml に書き、配信の記録に残します。次に改められたときは、schemas/account.schema.json に施行の日を加えます。"),
)  # fmt: skip
