"""The small drawing of a channel: the one that its author chose, else the one that its id, name and medium suggest."""

from __future__ import annotations

import re
from functools import cache

from journeybook.atlas.entry import Entry
from journeybook.site.scene import Scene

SUGGESTED = {
    "web": r"\bweb|portal|website|\bsite\b|online shop|网站|网页|官网|webseite",
    "app": r"\bapps?\b|mini[- ]program|mobile|小程序|应用|客户端",
    "e-mail": r"e-?mail|newsletter|邮件|邮箱",
    "chat": r"chat|messag|\bsms\b|messenger|whatsapp|wechat|短信|聊天|消息|服务号|微信",
    "phone": r"phone|call|hotline|help ?line|telefon|电话|热线",
    "social": r"social|feed|forum|\bads?\b|advert|community|press|werbung|社交|论坛|广告|平台|媒体",
    "parcel": r"parcel|carrier|courier|deliver|package|paket|lieferung|快递|包裹|物流|配送",
    "machine": r"kiosk|terminal|machine|self[- ]?service|automat|自助|机器",
    "letter": r"letter|paper|\bpost\b|print|brief\b|papier|document|信|纸|合同",
    "product": r"product|device|goods|produkt|产品|商品|设备",
    "person": r"staff|visit|meeting|face|person|engineer|technician|nurse|doctor|gespräch|besuch|人员|上门|面对面|会议",
    "place": r"store|branch|shop|lobby|room|counter|campus|ward|clinic|restaurant|office|laden|filiale|店|厅|室|堂|校园|病房|门诊|窗口|客房",
}
"""For each drawing the words that suggest it, in the languages of the interface; the first that is found counts."""
BY_MEDIUM = {"online": "web", "offline": "place"}


def sign(scene: Scene, touchpoint: Entry) -> tuple[str, str]:
    """The drawing of the first channel of `touchpoint` and what that channel is called; empty where it has none."""
    channels = scene.atlas.targets(touchpoint, "channel")
    return (of_channel(channels[0]), channels[0].label) if channels else ("", "")


def of_channel(channel: Entry) -> str:
    """The drawing of a channel; empty where nothing suggests one."""
    if channel.implied:
        return _suggested(channel.label)
    return channel.record.icon or _suggested(f"{channel.id.replace('-', ' ')} {channel.label}") or BY_MEDIUM.get(channel.record.medium or "", "")


@cache
def _suggested(text: str) -> str:
    return next((name for name, pattern in SUGGESTED.items() if re.search(pattern, text, re.IGNORECASE)), "")
