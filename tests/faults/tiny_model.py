"""A BERT small enough that a test trains it in seconds, as a Hugging Face folder; random, but always the same."""
import json
import pathlib
import random
import struct

WORDS = 'good fine great happy bright calm bad sad awful dark angry loud the a this that is was very so day night tea bus'.split()
HIDDEN, LAYERS, INNER, POSITIONS = 32, 2, 64, 32


def tensors(vocabulary):
    yield 'embeddings.word_embeddings.weight', [vocabulary, HIDDEN]
    yield 'embeddings.position_embeddings.weight', [POSITIONS, HIDDEN]
    yield 'embeddings.token_type_embeddings.weight', [2, HIDDEN]
    yield 'embeddings.LayerNorm.weight', [HIDDEN]
    yield 'embeddings.LayerNorm.bias', [HIDDEN]
    for layer in range(LAYERS):
        at = f'encoder.layer.{layer}.'
        for name in ('attention.self.query', 'attention.self.key', 'attention.self.value', 'attention.output.dense'):
            yield f'{at}{name}.weight', [HIDDEN, HIDDEN]
            yield f'{at}{name}.bias', [HIDDEN]
        yield at + 'intermediate.dense.weight', [INNER, HIDDEN]
        yield at + 'intermediate.dense.bias', [INNER]
        yield at + 'output.dense.weight', [HIDDEN, INNER]
        yield at + 'output.dense.bias', [HIDDEN]
        for name in ('attention.output.LayerNorm', 'output.LayerNorm'):
            yield f'{at}{name}.weight', [HIDDEN]
            yield f'{at}{name}.bias', [HIDDEN]
    yield 'pooler.dense.weight', [HIDDEN, HIDDEN]
    yield 'pooler.dense.bias', [HIDDEN]


def write(folder):
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True)
    tokens = ['[PAD]', '[UNK]', '[CLS]', '[SEP]', '[MASK]', *WORDS]
    (folder / 'vocab.txt').write_text('\n'.join(tokens) + '\n')
    (folder / 'tokenizer_config.json').write_text(json.dumps({'do_lower_case': True, 'tokenizer_class': 'BertTokenizer'}))
    (folder / 'config.json').write_text(json.dumps({
        'architectures': ['BertModel'], 'model_type': 'bert', 'hidden_size': HIDDEN, 'num_hidden_layers': LAYERS,
        'num_attention_heads': 2, 'intermediate_size': INNER, 'max_position_embeddings': POSITIONS, 'type_vocab_size': 2,
        'vocab_size': len(tokens), 'hidden_act': 'gelu', 'layer_norm_eps': 1e-12, 'hidden_dropout_prob': 0.1,
        'attention_probs_dropout_prob': 0.1, 'pad_token_id': 0}))
    draw = random.Random(1)
    header, data = {}, bytearray()
    for name, shape in tensors(len(tokens)):
        count = shape[0] * (shape[1] if len(shape) > 1 else 1)
        norm = 'LayerNorm.weight' in name
        values = [1.0 if norm else draw.gauss(0, 0.1) for _ in range(count)]
        header[name] = {'dtype': 'F32', 'shape': shape, 'data_offsets': [len(data), len(data) + 4 * count]}
        data += struct.pack(f'<{count}f', *values)
    text = json.dumps(header).encode()
    text += b' ' * (-len(text) % 8)
    (folder / 'model.safetensors').write_bytes(struct.pack('<Q', len(text)) + text + data)


def rows(count):
    """Texts of two classes that share some words: 'text,label' lines."""
    draw = random.Random(2)
    yield 'text,label'
    for i in range(count):
        good = i % 2 == 0
        words = draw.choices(WORDS[:6] if good else WORDS[6:12], k=2) + draw.choices(WORDS[12:], k=4)
        draw.shuffle(words)
        yield f"{' '.join(words)} {draw.choice(WORDS[12:])},{'good' if good else 'bad'}"
