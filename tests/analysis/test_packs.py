"""The packs are found without importing natasha, and refused when they are not the cards'."""

import subprocess
import sys
from shutil import copytree

import pytest
from slovnet.shape import SHAPES

from pipeline.analysis import cards
from pipeline.analysis.cards import cards_folder, read_card
from pipeline.analysis.packs import EMBEDDINGS, MORPH, NER, SYNTAX, load_packs
from pipeline.analysis.vocabulary import Vocabulary
from pipeline.errors import KommunikeError, ModelMismatchError


@pytest.fixture(scope="module")
def packs():
    return load_packs()


@pytest.fixture
def folder(tmp_path):
    return copytree(str(cards_folder()), tmp_path / "models")


def edit(folder, pack, old, new):
    card = folder / pack / "card.yml"
    text = card.read_text(encoding="utf-8")
    assert old in text
    card.write_text(text.replace(old, new), encoding="utf-8")


def test_shapes_of_the_weights(packs):
    widths = [layer.weight.shape for layer in packs.morph.encoder.layers]
    assert widths == [(256, 330, 3), (128, 256, 3), (64, 128, 3)]
    assert packs.morph.output.weight.shape == (64, len(packs.morph.tags))
    assert packs.ner.transitions.shape == (len(packs.ner.tags),) * 2
    assert packs.syntax.rel.kernel.shape == (32, 32 * len(packs.syntax.rels))
    assert packs.embeddings.indexes.shape == (250_002, 100)
    assert not packs.embeddings.indexes.flags.writeable


def test_vocabulary_is_sorted_and_finds_its_words(packs):
    words = packs.words.words()
    assert words == sorted(words)
    assert len(words) == packs.words.unknown == len(packs.words) - 2 == 250_000
    for index in (*range(200), *range(300, 249_900, 97), *range(249_900, 250_000)):
        assert packs.words[words[index]] == index
    joined = "\n".join(words[:2])
    for word in ("", " ", "\n", joined, "<pad>", "<unk>", "слово, которого нет", "\ud800", "ёёё"):
        assert packs.words[word] == packs.words.unknown


def test_vocabulary_without_its_marks_is_refused():
    with pytest.raises(ValueError, match="does not end with <unk>"):
        Vocabulary("а\nб\nв".encode())


@pytest.mark.parametrize("size", [1, 2, 63, 64, 65, 128, 129])
def test_vocabulary_of_any_size(size):
    words = [f"{n:03}" for n in range(size)]
    vocabulary = Vocabulary("\n".join([*words, "<unk>", "<pad>"]).encode())
    assert [vocabulary[word] for word in words] == list(range(size))
    assert vocabulary["00"] == vocabulary["999"] == vocabulary.unknown == size


def test_vocabulary_is_navecs(packs):
    from navec import Navec

    card = packs.archives[EMBEDDINGS].card
    navec = Navec.load(cards.pack_path(card))
    assert navec.vocab.words == [*packs.words.words(), "<unk>", "<pad>"]
    assert (packs.embeddings.vectors([7, 250_001]) == [navec.pq[7], navec.pq[250_001]]).all()


def test_every_shape_is_known(packs):
    assert set(packs.shapes) == {*SHAPES, "<pad>"}


def test_cards_name_the_labels(packs):
    labels = {pack: set(read_card(pack).labels) for pack in (MORPH, SYNTAX, NER)}
    marks = {"<pad>", "O"}
    assert labels[MORPH] == {tag.split("|")[0] for tag in packs.morph.tags} - marks
    assert labels[SYNTAX] == set(packs.syntax.rels) - marks
    assert labels[NER] == {tag.split("-")[-1] for tag in packs.ner.tags} - marks


def test_natasha_is_not_imported():
    code = (
        "import sys; from pipeline.analysis.packs import load_packs; load_packs(); "
        "sys.exit(any(name in sys.modules for name in ('natasha', 'pymorphy2', 'torch')))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize("pack", [MORPH, SYNTAX, NER, EMBEDDINGS])
def test_wrong_digest_is_refused(folder, pack):
    edit(folder, pack, f"sha256: {read_card(pack).sha256[:8]}", "sha256: 00000000")
    with pytest.raises(ModelMismatchError, match=f"{pack}.*sha256.*natasha==1.6.0") as refusal:
        load_packs(folder)
    assert isinstance(refusal.value, KommunikeError)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("package: natasha", "package: no_such_package", "not installed; pip install"),
        ("file: data/", "file: no_such_folder/", "no readable no_such_folder/"),
        ("id: slovnet-ner", "id: slovnet-other", "its id is 'slovnet-other'"),
        ("licence: MIT", "license: MIT", "licen"),
        ("labels: [", "labels: [[", "card.yml"),
    ],
)
def test_a_faulty_card_is_refused(folder, old, new, message):
    edit(folder, NER, old, new)
    with pytest.raises(ModelMismatchError, match=message):
        load_packs(folder)


def test_a_missing_card_is_refused(folder):
    (folder / NER / "card.yml").unlink()
    with pytest.raises(ModelMismatchError, match=r"slovnet-ner/card\.yml is missing"):
        load_packs(folder)


def test_packs_of_different_models_do_not_fit(folder):
    edit(folder, EMBEDDINGS, "data/emb/navec_news_v1_1B_250K_300d_100q.tar", read_card(NER).file)
    edit(folder, EMBEDDINGS, read_card(EMBEDDINGS).sha256, read_card(NER).sha256)
    with pytest.raises(ModelMismatchError, match="holds slovnet_ner_news_v1"):
        load_packs(folder)
