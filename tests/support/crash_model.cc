// Walks the operations, keeps what is in doubt, and makes the states that could be on the disk.
#include "support/crash_model.h"

#include <algorithm>
#include <deque>
#include <memory>
#include <random>
#include <set>
#include <stdexcept>

namespace olkacct::test {

namespace {

constexpr std::size_t sector = 512;
constexpr std::uint64_t block = 4096;

struct Node {
    Bytes durable;
};

using Names = std::map<std::string, std::shared_ptr<Node>>;

// Something done to a content that the disk may not have.
struct Doubt {
    std::shared_ptr<Node> node;
    const FileOperation* operation;
    // A sync of it failed, so that no later one writes it.
    bool forgotten = false;
};

// Which part of a write is there.
struct Part {
    std::size_t from = 0;
    std::size_t to = SIZE_MAX;
};

std::string folder_of(const std::string& path) { return path.substr(0, path.rfind('/') + 1); }

void grow(Bytes& content, std::uint64_t size) {
    if (content.size() < size) content.resize(static_cast<std::size_t>(size));
}

void apply(const FileOperation& operation, Bytes& content, Part part = {}) {
    if (operation.kind == FileOperationKind::resize) {
        content.resize(static_cast<std::size_t>(operation.size));
    } else if (operation.kind == FileOperationKind::allocate) {
        grow(content, operation.size);
    } else {
        const std::size_t to = std::min(part.to, operation.data.size());
        grow(content, operation.offset + to);
        std::copy(operation.data.begin() + static_cast<std::ptrdiff_t>(part.from),
                  operation.data.begin() + static_cast<std::ptrdiff_t>(to),
                  content.begin() + static_cast<std::ptrdiff_t>(operation.offset + part.from));
    }
}

void apply_to_names(const FileOperation& operation, Names& names,
                    const std::shared_ptr<Node>& node) {
    if (operation.kind == FileOperationKind::create) {
        names[operation.path] = node;
        return;
    }
    names.erase(operation.path);
    if (operation.kind == FileOperationKind::rename) names[operation.other] = node;
}

class Disk {
  public:
    Disk(const FileContents& initial, const CrashLimits& limits,
         const std::function<void(const CrashState&)>& check)
        : limits_(limits), check_(check), random_(limits.seed) {
        for (const auto& [path, content] : initial) {
            durable_[path] = std::make_shared<Node>(Node{content});
        }
        current_ = durable_;
    }

    void perform(const FileOperation& operation) {
        switch (operation.kind) {
            case FileOperationKind::write:
                remember_block(*node_of(operation.path), operation);
                [[fallthrough]];
            case FileOperationKind::resize:
            case FileOperationKind::allocate:
                doubts_.push_back({node_of(operation.path), &operation});
                break;
            case FileOperationKind::sync:
                settle(*node_of(operation.path));
                break;
            case FileOperationKind::failed_sync:
                forget(*node_of(operation.path));
                break;
            case FileOperationKind::create:
                name_doubts_.push_back({std::make_shared<Node>(), &operation});
                apply_to_names(operation, current_, name_doubts_.back().node);
                break;
            case FileOperationKind::rename:
            case FileOperationKind::remove:
                name_doubts_.push_back({node_of(operation.path), &operation});
                apply_to_names(operation, current_, name_doubts_.back().node);
                break;
            case FileOperationKind::sync_folder:
                settle_names(folder_of(operation.path));
                break;
        }
    }

    void crash(std::size_t done) {
        seen_.clear();
        done_ = done;
        for (std::size_t names = 0; names <= name_doubts_.size(); ++names) {
            Names there = durable_;
            for (std::size_t i = 0; i < names; ++i) {
                apply_to_names(*name_doubts_[i].operation, there, name_doubts_[i].node);
            }
            each_subset([&](const std::vector<bool>& kept) { emit(there, names, kept); });
        }
    }

  private:
    std::shared_ptr<Node> node_of(const std::string& path) {
        const auto found = current_.find(path);
        if (found == current_.end()) throw std::runtime_error("nobody made " + path);
        return found->second;
    }

    void settle(Node& node) {
        const auto written = [&](const Doubt& doubt) {
            return doubt.node.get() == &node && !doubt.forgotten;
        };
        for (const Doubt& doubt : doubts_) {
            if (written(doubt)) apply(*doubt.operation, node.durable);
        }
        std::erase_if(doubts_, written);
    }

    // Cuts the writes in doubt at the blocks in which the system remembers what to write.
    void forget(Node& node) {
        std::vector<Doubt> cut;
        for (const Doubt& doubt : doubts_) {
            const FileOperation& whole = *doubt.operation;
            if (doubt.node.get() != &node || whole.kind != FileOperationKind::write) {
                cut.push_back(doubt);
                continue;
            }
            for (std::size_t at = 0; at < whole.data.size();) {
                const std::uint64_t from = whole.offset + at;
                const auto length = static_cast<std::size_t>(
                    std::min(block - from % block, whole.data.size() - std::uint64_t{at}));
                FileOperation piece{.path = whole.path, .offset = from};
                const auto begin = whole.data.begin() + static_cast<std::ptrdiff_t>(at);
                piece.data.assign(begin, begin + static_cast<std::ptrdiff_t>(length));
                pieces_.push_back(std::move(piece));
                cut.push_back({doubt.node, &pieces_.back(), true});
                at += length;
            }
        }
        doubts_ = std::move(cut);
    }

    void remember_block(const Node& node, const FileOperation& write) {
        const std::uint64_t first = write.offset / block;
        const std::uint64_t last = (write.offset + write.data.size() - 1) / block;
        for (Doubt& doubt : doubts_) {
            const std::uint64_t mine = doubt.operation->offset / block;
            if (doubt.node.get() == &node && mine >= first && mine <= last) {
                doubt.forgotten = false;
            }
        }
    }

    void settle_names(const std::string& folder) {
        const auto inside = [&](const Doubt& doubt) {
            return folder_of(doubt.operation->path) == folder;
        };
        for (const Doubt& doubt : name_doubts_) {
            if (inside(doubt)) apply_to_names(*doubt.operation, durable_, doubt.node);
        }
        std::erase_if(name_doubts_, inside);
    }

    void each_subset(const std::function<void(const std::vector<bool>&)>& take) {
        const std::size_t count = doubts_.size();
        if (count <= limits_.every_subset_up_to) {
            for (std::size_t bits = 0; bits < std::size_t{1} << count; ++bits) {
                std::vector<bool> kept(count);
                for (std::size_t i = 0; i < count; ++i) kept[i] = (bits >> i & 1) != 0;
                take(kept);
            }
            return;
        }
        take(std::vector<bool>(count, false));
        take(std::vector<bool>(count, true));
        const std::size_t step = (count + limits_.singles - 1) / limits_.singles;
        for (std::size_t one = 0; one < count; one += step) {
            std::vector<bool> kept(count, true);
            kept[one] = false;
            take(kept);
            kept.flip();
            take(kept);
            std::fill_n(kept.begin(), one, true);
            take(kept);
        }
        for (std::size_t i = 0; i < limits_.random_subsets; ++i) {
            std::vector<bool> kept(count);
            for (std::size_t j = 0; j < count; ++j) kept[j] = (random_() & 1) != 0;
            take(kept);
        }
    }

    // The subset as it is, and with each of its writes torn.
    void emit(const Names& names, std::size_t name_count, const std::vector<bool>& kept) {
        state(names, name_count, kept, doubts_.size(), {});
        std::vector<std::size_t> writes;
        for (std::size_t i = 0; i < kept.size(); ++i) {
            if (kept[i] && doubts_[i].operation->kind == FileOperationKind::write) {
                writes.push_back(i);
            }
        }
        const bool sampled = kept.size() > limits_.every_subset_up_to;
        if (sampled && !writes.empty() && writes.size() < kept.size()) {
            writes = {writes[random_() % writes.size()]};
        }
        for (const std::size_t i : writes) {
            for (const std::size_t boundary : boundaries(*doubts_[i].operation)) {
                state(names, name_count, kept, i, {0, boundary});
                state(names, name_count, kept, i, {boundary, SIZE_MAX});
            }
        }
    }

    // Inside the data of a write; sampled evenly when there are many.
    std::vector<std::size_t> boundaries(const FileOperation& write) const {
        std::vector<std::size_t> all;
        const auto inside = static_cast<std::size_t>(write.offset % sector);
        for (std::size_t at = sector - inside; at < write.data.size(); at += sector) {
            all.push_back(at);
        }
        if (all.size() <= limits_.tears) return all;
        std::vector<std::size_t> some;
        for (std::size_t i = 0; i < limits_.tears; ++i) {
            const std::size_t steps = std::max<std::size_t>(limits_.tears - 1, 1);
            some.push_back(all[i * (all.size() - 1) / steps]);
        }
        return some;
    }

    void state(const Names& names, std::size_t name_count, const std::vector<bool>& kept,
               std::size_t torn, Part part) {
        CrashState result;
        for (const auto& [path, node] : names) {
            Bytes content = node->durable;
            for (std::size_t i = 0; i < kept.size(); ++i) {
                if (kept[i] && doubts_[i].node == node) {
                    apply(*doubts_[i].operation, content, i == torn ? part : Part{});
                }
            }
            result.files.emplace(path, std::move(content));
        }
        if (!is_new(result.files)) return;
        result.done = done_;
        result.description = describe(name_count, kept, torn, part);
        check_(result);
    }

    bool is_new(const FileContents& files) {
        std::size_t print = 0;
        const auto mix = [&print](const void* bytes, std::size_t size) {
            const std::string_view text(static_cast<const char*>(bytes), size);
            print = print * 1099511628211U + std::hash<std::string_view>{}(text);
        };
        for (const auto& [path, content] : files) {
            mix(path.data(), path.size());
            mix(content.data(), content.size());
        }
        return seen_.insert(print).second;
    }

    std::string describe(std::size_t name_count, const std::vector<bool>& kept, std::size_t torn,
                         Part part) const {
        std::string text = "after " + std::to_string(done_) + " operations";
        if (!name_doubts_.empty()) {
            text += ", " + std::to_string(name_count) + " of " +
                    std::to_string(name_doubts_.size()) + " changes of names";
        }
        for (std::size_t i = 0; i < kept.size(); ++i) {
            const FileOperation& operation = *doubts_[i].operation;
            text += (kept[i] ? ", with " : ", without ") + operation.path + "@" +
                    std::to_string(operation.offset) + "+" + std::to_string(operation.data.size());
            if (i == torn) {
                text += part.from == 0 ? " up to " + std::to_string(part.to)
                                       : " from " + std::to_string(part.from);
            }
        }
        return text;
    }

    const CrashLimits& limits_;
    const std::function<void(const CrashState&)>& check_;
    std::mt19937_64 random_;
    Names durable_;
    Names current_;
    std::vector<Doubt> doubts_;
    std::vector<Doubt> name_doubts_;
    std::deque<FileOperation> pieces_;
    std::set<std::size_t> seen_;
    std::size_t done_ = 0;
};

bool makes_durable(const FileOperation& operation) {
    return operation.kind == FileOperationKind::sync ||
           operation.kind == FileOperationKind::sync_folder;
}

}  // namespace

void for_each_crash_state(const FileContents& initial, std::span<const FileOperation> operations,
                          const std::function<void(const CrashState&)>& check,
                          const CrashLimits& limits) {
    Disk disk(initial, limits, check);
    for (std::size_t done = 0; done <= operations.size(); ++done) {
        const bool wanted =
            std::find(limits.also_at.begin(), limits.also_at.end(), done) != limits.also_at.end();
        if (wanted || done == operations.size() || makes_durable(operations[done])) {
            disk.crash(done);
        }
        if (done < operations.size()) disk.perform(operations[done]);
    }
}

}  // namespace olkacct::test
