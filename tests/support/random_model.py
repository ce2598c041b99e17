"""A model of BERT-base's or GPT-2's size with random weights, as a Hugging Face folder, made offline: what loading, a step
and its memory cost can be measured on it. usage: random_model.py bert|gpt2 FOLDER"""
import array
import json
import pathlib
import random
import struct
import sys

HIDDEN, LAYERS, HEADS = 768, 12, 12


def bert(vocabulary):
    yield 'embeddings.word_embeddings.weight', [vocabulary, HIDDEN]
    yield 'embeddings.position_embeddings.weight', [512, HIDDEN]
    yield 'embeddings.token_type_embeddings.weight', [2, HIDDEN]
    yield from norm('embeddings.LayerNorm')
    for layer in range(LAYERS):
        at = f'encoder.layer.{layer}.'
        for name in ('attention.self.query', 'attention.self.key', 'attention.self.value', 'attention.output.dense'):
            yield from linear(at + name, [HIDDEN, HIDDEN], HIDDEN)
        yield from linear(at + 'intermediate.dense', [4 * HIDDEN, HIDDEN], 4 * HIDDEN)
        yield from linear(at + 'output.dense', [HIDDEN, 4 * HIDDEN], HIDDEN)
        yield from norm(at + 'attention.output.LayerNorm')
        yield from norm(at + 'output.LayerNorm')
    yield from linear('pooler.dense', [HIDDEN, HIDDEN], HIDDEN)


def gpt2(vocabulary):
    yield 'wte.weight', [vocabulary, HIDDEN]
    yield 'wpe.weight', [1024, HIDDEN]
    for layer in range(LAYERS):
        at = f'h.{layer}.'
        yield from norm(at + 'ln_1')
        yield from linear(at + 'attn.c_attn', [HIDDEN, 3 * HIDDEN], 3 * HIDDEN)
        yield from linear(at + 'attn.c_proj', [HIDDEN, HIDDEN], HIDDEN)
        yield from norm(at + 'ln_2')
        yield from linear(at + 'mlp.c_fc', [HIDDEN, 4 * HIDDEN], 4 * HIDDEN)
        yield from linear(at + 'mlp.c_proj', [4 * HIDDEN, HIDDEN], HIDDEN)
    yield from norm('ln_f')


def linear(name, shape, out):
    yield name + '.weight', shape
    yield name + '.bias', [out]


def norm(name):
    yield name + '.weight', [HIDDEN]
    yield name + '.bias', [HIDDEN]


def write_weights(path, tensors):
    draw = random.Random(1)
    some = array.array('f', (draw.gauss(0, 0.02) for _ in range(1 << 18))).tobytes()  # cut out at random for each tensor
    header, size = {}, 0
    for name, shape in tensors:
        count = shape[0] * (shape[1] if len(shape) > 1 else 1)
        header[name] = {'dtype': 'F32', 'shape': shape, 'data_offsets': [size, size + 4 * count]}
        size += 4 * count
    text = json.dumps(header).encode()
    text += b' ' * (-len(text) % 8)
    with open(path, 'wb') as out:
        out.write(struct.pack('<Q', len(text)) + text)
        for name, entry in header.items():
            left = entry['data_offsets'][1] - entry['data_offsets'][0]
            if len(entry['shape']) == 1:
                is_norm = name.endswith('.weight')
                out.write(struct.pack('<f', 1.0 if is_norm else 0.0) * (left // 4))
                continue
            while left > 0:
                start = 4 * draw.randrange(1 << 16)
                piece = some[start:start + min(left, len(some) - start)]
                out.write(piece)
                left -= len(piece)


def byte_letters():
    plain = [*range(0x21, 0x7F), *range(0xA1, 0xAD), *range(0xAE, 0x100)]
    extra = iter(range(0x100, 0x200))
    return [chr(byte) if byte in plain else chr(next(extra)) for byte in range(256)]


def main(kind, folder):
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True)
    write = lambda name, value: (folder / name).write_text(json.dumps(value))
    if kind == 'bert':
        tokens = ['[PAD]', '[UNK]', '[CLS]', '[SEP]', '[MASK]', *'abcdefghijklmnopqrstuvwxyz']
        tokens += ['##' + letter for letter in 'abcdefghijklmnopqrstuvwxyz']
        tokens += [f'word{i}' for i in range(30522 - len(tokens))]
        (folder / 'vocab.txt').write_text('\n'.join(tokens) + '\n')
        write('tokenizer_config.json', {'do_lower_case': True, 'tokenizer_class': 'BertTokenizer'})
        write('config.json', {'architectures': ['BertModel'], 'model_type': 'bert', 'hidden_size': HIDDEN,
                              'num_hidden_layers': LAYERS, 'num_attention_heads': HEADS, 'intermediate_size': 4 * HIDDEN,
                              'vocab_size': len(tokens)})
    else:
        tokens = byte_letters()
        tokens += [f'token{i}' for i in range(50256 - len(tokens))] + ['<|endoftext|>']
        write('vocab.json', {token: i for i, token in enumerate(tokens)})
        (folder / 'merges.txt').write_text('#version: 0.2\n')
        write('tokenizer_config.json', {'tokenizer_class': 'GPT2Tokenizer', 'eos_token': '<|endoftext|>'})
        write('config.json', {'architectures': ['GPT2Model'], 'model_type': 'gpt2', 'n_embd': HIDDEN, 'n_layer': LAYERS,
                              'n_head': HEADS, 'n_positions': 1024, 'vocab_size': len(tokens)})
    write_weights(folder / 'model.safetensors', (bert if kind == 'bert' else gpt2)(len(tokens)))


if __name__ == '__main__':
    main(*sys.argv[1:])
