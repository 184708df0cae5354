"""Documents and statements of the record."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.layers import Document, Issue, Measure, Statement, Topic
from pipeline.records import ConceptInfo, DocumentInfo, MeasureInfo, StatementInfo, TopicInfo
from pipeline.stages.assemble.desk import Desk


class WordsMaker:
    """Makes the documents and statements of one record; `issues` collects what it drops."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.issues: list[Issue] = []

    def _topic(self, path: str, topic: Topic, stage: str) -> TopicInfo:
        self._desk.tracer.add(path, topic.text, stage, topic.rule, (topic.span,))
        concept = None
        if topic.concept is not None:
            concept = ConceptInfo(scheme=topic.concept.scheme, code=topic.concept.code)
        return TopicInfo(
            text=topic.text,
            concept=concept,
            doubts=topic.doubts,
            evidence=self._desk.quote((topic.span,)),
        )

    def _measure(self, path: str, measure: Measure) -> MeasureInfo:
        self._desk.tracer.add(path, measure.text, "documents", measure.rule, (measure.span,))
        return MeasureInfo(
            text=measure.text, doubts=measure.doubts, evidence=self._desk.quote((measure.span,))
        )

    def document(self, number: int, item: Document, codes: set[str]) -> DocumentInfo:
        """The document at index `number`; `codes` are those of the record's countries."""
        path = f"documents[{number}]"
        self._desk.tracer.add(path, item.title, "documents", item.rule, item.spans)
        signatories = [self._desk.persons.get(key, key) for key in item.signatories]
        known = set(self._desk.persons.values()) | codes
        for key in dict.fromkeys(signatories):
            if key not in known:
                message = f"the record has no {key!r} who is said to have signed this document"
                self.issues.append(
                    Issue("documents", "unresolved_signatory", message, item.spans[:1])
                )
        return DocumentInfo(
            id=f"doc-{number + 1}",
            kind=item.kind,
            title=item.title,
            status=item.status,
            signatories=tuple(dict.fromkeys(key for key in signatories if key in known)),
            topics=tuple(
                self._topic(f"{path}.topics[{order}]", topic, "documents")
                for order, topic in enumerate(item.topics)
            ),
            measures=tuple(
                self._measure(f"{path}.measures[{order}]", measure)
                for order, measure in enumerate(item.measures)
            ),
            doubts=item.doubts,
            evidence=self._desk.quote(item.spans),
        )

    def statements(self) -> Iterable[StatementInfo]:
        """All statements with a speaker or a source."""
        number = 0
        for item in self._desk.all.statements.statements:
            if item.speaker is None and item.source is None:
                self.issues.append(
                    Issue("statements", "unresolved_speaker", "who says this is open", item.spans)
                )
                continue
            yield self._statement(f"statements[{number}]", item)
            number += 1

    def _statement(self, path: str, item: Statement) -> StatementInfo:
        self._desk.tracer.add(path, item.text, "statements", item.rule, item.spans)
        return StatementInfo(
            speaker=self._desk.persons[item.speaker] if item.speaker is not None else None,
            source=item.source if item.speaker is None else None,
            kind=item.kind,
            verb=item.verb,
            text=item.text,
            topics=tuple(
                self._topic(f"{path}.topics[{order}]", topic, "statements")
                for order, topic in enumerate(item.topics)
            ),
            doubts=item.doubts,
            evidence=self._desk.quote(item.spans),
        )
