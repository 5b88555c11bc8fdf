"""The Japanese words that dates are made of: word → (kind, value). A kind is one letter of a shape (see `lexer`)."""

from bot.core.dates import feasts

_TABLE = """
# part of a month or year: an index into `draft.PARTS`
旬 0 上旬 初旬 初め 始め はじめ 頭 あたま 初頭
旬 1 中旬 半ば なかば 中頃 中ごろ
旬 2 下旬 終わりごろ 終わり頃 おわりごろ 暮れ
旬 5 前半
旬 6 後半
旬 3 いっぱい 一杯 期末 末 末日 終わり おわり 最終日 晦日
# the same, of any month
晦 3 月末 月末日
晦 5 月の前半 月前半
晦 6 月の後半 月後半
晦 0 月初 月初め 月頭
晦 1 月半ば 月中旬
# year, counted from this one
当 0 今頃 今ごろ いまごろ
何 -2 何
歳 -1 去年 昨年 前年 前の年 きょねん さくねん
歳 -2 一昨年 おととし おとどし
歳 -3 一昨々年 一昨昨年 さきおととし
歳 0 今年 本年 ことし 当年
歳 1 来年 翌年 らいねん
歳 2 再来年 さらいねん
# month, counted from this one
朔 -1 先月 前月 昨月 せんげつ 前の月
朔 -2 先々月 先先月 せんせんげつ
朔 0 今月 当月 本月 こんげつ
朔 1 来月 翌月 らいげつ 次の月
朔 2 再来月 翌々月 さらいげつ
# month by name
睦 1 いちがつ 正月 お正月
睦 2 にがつ
睦 3 さんがつ
睦 4 しがつ
睦 5 ごがつ
睦 6 ろくがつ
睦 7 しちがつ
睦 8 はちがつ
睦 9 くがつ
睦 10 じゅうがつ
睦 11 じゅういちがつ
睦 12 じゅうにがつ
# week, counted from this one
節 -1 先週 前週 せんしゅう 前の週
節 -2 先々週 先先週 せんせんしゅう
節 0 今週 本週 こんしゅう
節 1 来週 翌週 らいしゅう 次の週
節 2 再来週 さらいしゅう
# day, counted from today
T 0 今日 本日 今朝 今晩 今夜 今夕 きょう ほんじつ
T -1 昨日 きのう さくじつ 昨晩 昨夜 ゆうべ
T -2 一昨日 おととい おとつい いっさくじつ 一昨夜
T -3 一昨々日 一昨昨日 さきおととい
T 1 明日 あした みょうにち 明朝
T 2 明後日 あさって みょうごにち
T 3 明々後日 明明後日 しあさって
# day, counted from another
t -2 前々日
t 2 翌々日
四 0 四半期
t -1 前日 最後の日 前の日
t 0 この日
t 1 翌日 次の日
# the day of the date before it
同 0 同日 同じ日 同じ日付 その日
# season by its first month
季 3 春 春先
季 6 夏 夏場
季 9 秋 秋口
季 12 冬
# what has passed of a week, month or year (less than nothing), or what is left of it
先 -1 今週に入って
先 -2 今月に入って
先 -3 今年に入って
先 2 今月この後 今月これから 今月この先
先 3 今年この後 今年これから 今年この先
# half of a fiscal or calendar year
上 1 上期 上半期
上 2 下期 下半期
# last year's season
忌 3 昨春
忌 6 昨夏
忌 9 昨秋
忌 12 昨冬
# this year's
己 3 今春 この春
己 6 今夏 この夏
己 9 今秋 この秋
己 12 今冬 この冬
# next year's
辛 3 来春 翌春
辛 6 来夏
辛 9 来秋
辛 12 来冬
# a day, and the days behind it or before it
以 1 以降 以後
以 2 以前
# the next one
次 0 次の 今度の こんどの
# units, see `english_words`
年 3 年 年間 ねん カ年 か年 ヶ年 ケ年 ヵ年
箇 2 か月 カ月 ヶ月 ケ月 ヵ月 ゕ月 ゖ月 箇月 個月 かげつ か月間 カ月間 ヶ月間 ケ月間 ヵ月間
週 1 週間 週
間 0 日間 日目
間 7 営業日 営業日間
日 0 日
月 2 月 がつ つき
# how a count is qualified: about, exactly, more, less, just over, nearly
~ 0 かれこれ 約 およそ おおよそ だいたい 大体 ほど くらい ぐらい ごろ ころ 頃 位 程 程度 もう 既に すでに 前後 辺り
~ 0 あたり ばかり
= 0 丸 まる ちょうど 丁度 きっかり ぴったり ジャスト
> 0 以上 超 超え より よりも を超え を超えて 以上も
< 0 未満
+ 0 ちょっと 強 余り あまり ちょい と少し 少し 少々 ちょっとくらい 余
≈ 0 もうすぐ そろそろ 間もなく まもなく 弱 近く ちかく ほぼ 足らず 弱くらい
未 0 経たない たたない 経っていない 経ってない たってない たっていない 経っておらず 経過していない
未 0 経過しておらず 過ぎていない 過ぎてない 経ちません 経っていません 経過していません
# within
内 0 以内 内
# has passed
経 0 オーバー 経ち 経った 経って 経過し 経過 過ぎて 過ぎた 過ぎま 過ぎちゃ すぎて すぎた たって たった たっちゃ
経 0 経っちゃ たちま たちまし
経 0 経ちまし になります になる になりました になった 放置 ほったらかし 経とう 過ぎ
# if it should pass
仮 0 経っても 経ったら 経つと 経てば 経った場合 経った後 経ったもの 経過した場合 経過したら 経過後 経過すると
仮 0 切れても 切れたとしても 過ぎる前 過ぎる前に 経つ前 たつ前 過ぎないうち 経たないうち 過ぎたら 過ぎると
仮 0 過ぎても 過ぎれば 過ぎた場合 たったら たっても たつと 過ぎてから 過ぎてしまうと
仮 0 経ってから 経過して初めて 経ってしまうと 経過している場合 経っている場合 経過してい場合 過ぎている場合
仮 0 過ぎてても 過ぎていても 過ぎてしまう 過ぎてしまいます 過ぎます 過ぎそう 過ぎることに
仮 0 経過しても 経過した後 経つ場合 すぎたら すぎると すぎても すぎた場合 経過した製品
# ago
前 0 前 まえ
# later
後 0 後 のち 経過後に 先
# until
迄 0 まで 迄
# of a length that is no date
版 0 版 契約 ライセンス パック 分 プラン 保証 ルール の猶予 単位 更新 利用 使用 制限 有効 目 ごと 毎 連続 縛り
版 0 経過時
# words that only look like time
! 0 新年おめでとう 新年明けまして 新年あけまして 新年のご
! 0 新年度 前倒し 前払い 次年度 年末年始 日本 年賀 日本語 日々 月額 年額 毎年 毎月 毎週 毎日 後継 後日
! 0 日程 前提 前回 頃合 分かり 分から 版権 年数 一部 一応 一番 一切 一緒 一度 十分 千葉 二重 三菱 一般 一覧 一括
! 0 一致 一旦 から始 強制 強化 強力 余計 余裕 位置 頭金 月日 半角 半額 数字 数量 数値 複数 台数 人数 総数 日数
! 0 月数 年次
# expiry, before a count: the count is not from today
期 0 期限 有効期限 満了 満了日 期日 終了日 終了 期限日 切れる 満了する 期限満了日 有効期限満了日 失効日
期 0 期限切れの 切れます きれます 満了します 失効する 失効します
# someone leaves
発 0 出発します 出発する 去ります 退職します 退職する 退職予定 退社します 退社する 異動します 異動する 異動になります
# has expired: the count is
切 0 切れて 切れてから きれて きれてから 満了して 満了してから 失効して 失効してから 期限切れ 期限切れから
切 0 切れてもう 切れ 期限切れて 切れた 切れました 切れている 期限が過ぎて 期限を過ぎて 期限が過ぎてから
切 0 期限を過ぎてから 満了から 切れから 満了後 失効から 期限から 期限切れ後 切れた後 有効期限から 切れて約
# has expired: the day stands in brackets behind it
済 0 失効済( 失効済み( 失効( 失効しました( 満了済( 満了済み( 満了しました( 切れました( 切れた( 期限切れ(
# still to go; 1: of the term itself
余 0 あと
余 1 残り のこり 残って のこって 残る 残存
# half
半 -1 半 はん
# few, one, two
n -2 数
n 1 ひと
n 2 ふた
# fiscal year, 99 without a count
度 99 年度
度 -1 前の年度 昨年度 去年度 前年度
度 -2 一昨年度
度 0 今年度 本年度 当年度
度 1 来年度 翌年度
# days of the year, month times 100 plus day
暮 1231 年末 年の瀬 年の暮れ 年末頃 年内
暮 930 上期末 上半期末
暮 331 下期末 下半期末
明 101 年明け 年始 年初 年頭 新年
"""
"""A line: the kind, the value, the words."""


def _read(table: str) -> dict[str, tuple[str, int]]:
    rows = (line.split() for line in table.splitlines() if line and not line.startswith("#"))
    return {word: (kind, int(value)) for kind, value, *words in rows for word in words}


_SPELT = {
    f"{day}ようび": ("曜", number) for number, day in enumerate(("げつ", "か", "すい", "もく", "きん", "ど", "にち"))
}
_WEEKDAYS = {
    word: (kind, number)
    for number, day in enumerate("月火水木金土日")
    for word, kind in ((f"{day}曜日", "曜"), (f"{day}曜", "曜"), (f"({day})", "括"))
}

_FEASTS = {name: ("祝", number) for name, number in feasts.NAMES.items() if not name.isascii()}

WORDS = _read(_TABLE) | _SPELT | _WEEKDAYS | _FEASTS
