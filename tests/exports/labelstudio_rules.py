"""Label Studio's documented rules for interfaces and tasks, written down once more.

Its own checker, `label-studio-sdk`, brings along 70 packages, OpenCV and NLTK among them, and does
not look at offsets; where it is installed, `test_labelstudio_is_labelstudio` asks it too. The rules
here are those of labelstud.io/guide/task_format, /guide/predictions and /tags, for the tags that
the export uses.
"""

from __future__ import annotations

from xml.etree import ElementTree

CONTROLS = {
    "Labels": ("Label", "labels"),
    "Choices": ("Choice", "choices"),
    "TextArea": ("", "text"),
}
DIRECTIONS = {"left", "right", "bi"}


class Interface:
    """A labelling interface, and what breaks its rules."""

    def __init__(self, xml):
        root = ElementTree.fromstring(xml)
        self.root = root
        self.texts = {item.get("name"): item.get("value") for item in root.iter("Text")}
        self.controls = {
            item.get("name"): (tag, item.get("toName"), self._values(item, child))
            for tag, (child, _) in CONTROLS.items()
            for item in root.iter(tag)
        }
        self.relations = {item.get("value") for item in root.iter("Relation")}

    def _values(self, item, child):
        return {value.get("value") for value in item.iter(child)} if child else set()

    def broken(self):
        """What is wrong with the interface itself."""
        named = [item for item in self.root.iter() if item.get("name") is not None]
        names = [item.get("name") for item in named]
        told = [f"{name} stands twice" for name in set(names) if names.count(name) > 1]
        told += [
            f"{name} goes to {target}, which is no object"
            for name, (_, target, _) in self.controls.items()
            if target not in self.texts
        ]
        told += [f"{name} has no variable" for name, v in self.texts.items() if v[:1] != "$"]
        for view in self.root.iter("View"):
            if view.get("whenTagName") is None:
                continue
            known = self.controls.get(view.get("whenTagName"), ("", "", set()))[2]
            if view.get("whenLabelValue") not in known:
                told.append(f"a view waits for {view.get('whenLabelValue')}")
        if self.root.tag != "View":
            told.append("the root is no View")
        return told

    def broken_task(self, task):
        """What is wrong with a task."""
        data = task["data"]
        told = [f"no {v}" for v in self.texts.values() if not isinstance(data.get(v[1:]), str)]
        for prediction in task["predictions"]:
            assert set(prediction) <= {"result", "model_version", "score"}
            regions = {}
            for item in prediction["result"]:
                told += (
                    self._broken_link(item, regions)
                    if item["type"] == "relation"
                    else self._broken_region(item, data, regions)
                )
        return told

    def _broken_region(self, item, data, regions):
        name, value = item["from_name"], item["value"]
        if name not in self.controls:
            return [f"no control is called {name}"]
        tag, target, values = self.controls[name]
        field = CONTROLS[tag][1]
        if item["type"] != tag.lower():
            return [f"{name} is a {tag}, not {item['type']}"]
        if item["to_name"] != target:
            return [f"{name} goes to {item['to_name']}"]
        text = data[self.texts[target][1:]]
        start, end = value["start"], value["end"]
        # Of code points: what `Text` regions hold, and Python's slices.
        if not (type(start) is type(end) is int and 0 <= start < end <= len(text)):
            return [f"{start}:{end} is no place"]
        chosen = value[field]
        told = [] if isinstance(chosen, list) and chosen else [f"{name} has no value"]
        if tag == "TextArea":
            told += [f"{word!r} is no text" for word in chosen if not isinstance(word, str)]
        else:
            told += [f"no {tag[:-1].lower()} {word}" for word in chosen if word not in values]
            if value.get("text", text[start:end]) != text[start:end]:
                told.append(f"{value['text']} is not what stands at {start}")
        if regions.setdefault(item["id"], (start, end)) != (start, end):
            told.append(f"region {item['id']} is in two places")
        return told

    def _broken_link(self, item, regions):
        ends = [item["from_id"], item["to_id"]]
        told = [f"{end} is no region" for end in ends if end not in regions]
        told += [f"no relation {label}" for label in item["labels"] if label not in self.relations]
        if item["direction"] not in DIRECTIONS:
            told.append(f"direction {item['direction']}")
        return told
