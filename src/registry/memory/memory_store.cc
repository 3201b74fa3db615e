// The memory store and its watch.
#include "registry/memory/memory_store.h"

#include "registry/memory/memory_state.h"
#include "registry/tree_write.h"

namespace olkacct::registry {
namespace {

class MemoryWatch final : public Watch {
  public:
    explicit MemoryWatch(std::shared_ptr<MemoryState> state) : state_(std::move(state)) {
        const std::lock_guard lock(state_->mutex);
        told_ = state_->revision;
    }

    Result<bool> wait(std::chrono::milliseconds timeout) override {
        std::unique_lock lock(state_->mutex);
        const auto is_over = [this] { return interrupted_ || state_->revision != told_; };
        if (timeout == forever) {
            state_->committed.wait(lock, is_over);
        } else {
            state_->committed.wait_for(lock, timeout, is_over);
        }
        const bool changed = !interrupted_ && state_->revision != told_;
        if (changed) {
            told_ = state_->revision;
        }
        interrupted_ = false;
        return changed;
    }

    void interrupt() noexcept override {
        {
            const std::lock_guard lock(state_->mutex);
            interrupted_ = true;
        }
        state_->committed.notify_all();
    }

  private:
    std::shared_ptr<MemoryState> state_;
    std::uint64_t told_ = 0;
    bool interrupted_ = false;
};

std::unique_ptr<WriteTransaction> begin_memory_write(std::shared_ptr<MemoryState> state) {
    std::shared_ptr<const KeyNode> root;
    std::uint64_t revision = 0;
    {
        const std::lock_guard lock(state->mutex);
        root = state->root;
        revision = state->revision;
    }
    const std::string name = state->name;
    const auto commit = [state = std::move(state),
                         revision](std::shared_ptr<const KeyNode> changed) -> Result<void> {
        {
            const std::lock_guard lock(state->mutex);
            if (state->revision != revision) {
                return fail(ErrorCode::conflict, "another writer committed meanwhile", state->name);
            }
            state->root = std::move(changed);
            ++state->revision;
        }
        state->committed.notify_all();
        return {};
    };
    return write_tree(std::move(root), {.name = name, .keeps_class_names = true, .commit = commit});
}

class MemoryStore final : public Store {
  public:
    MemoryStore(std::string name, std::shared_ptr<const KeyNode> content)
        : state_(std::make_shared<MemoryState>()) {
        state_->name = std::move(name);
        state_->root = content ? std::move(content) : std::make_shared<const KeyNode>();
    }

    const Capabilities& capabilities() const override {
        static constexpr Capabilities can{.write = true, .atomic = true, .watch = true};
        return can;
    }
    const std::string& name() const override { return state_->name; }

    Result<std::unique_ptr<ReadTransaction>> begin_read() override {
        const std::lock_guard lock(state_->mutex);
        return read_tree(state_->root);
    }
    Result<std::unique_ptr<WriteTransaction>> begin_write() override {
        return begin_memory_write(state_);
    }
    Result<std::unique_ptr<Watch>> watch() override {
        return std::make_unique<MemoryWatch>(state_);
    }

  private:
    std::shared_ptr<MemoryState> state_;
};

}  // namespace

std::shared_ptr<Store> make_memory_store(std::string name, std::shared_ptr<const KeyNode> content) {
    return std::make_shared<MemoryStore>(std::move(name), std::move(content));
}

}  // namespace olkacct::registry
