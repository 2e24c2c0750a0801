"""A break in the programme that pretalx invented, which has none. Run by `python -m pretalx shell`.

What the widget says of a break is unlike a talk: no code, a title by language, a start in UTC beside an end in the venue's time.
"""

from datetime import timedelta

from pretalx.event.models import Event
from pretalx.schedule.models import TalkSlot

schedule = Event.objects.get(slug="democon").current_schedule
last = schedule.talks.filter(is_visible=True).order_by("end").last()
TalkSlot.objects.create(
    schedule=schedule,
    room=last.room,
    start=last.end,
    end=last.end + timedelta(minutes=30),
    description={"en": "Farewell drinks", "de": "Abschied"},
    is_visible=True,
)
