// Files in memory that count reads, and fail or change at a chosen one.
#pragma once

#include <functional>
#include <string>

#include "base/memory_files.h"

namespace olkacct::test {

// Every open file is counted together.
class FaultyFiles final : public base::FileSystem {
  public:
    base::MemoryFiles files;
    // Called with the number of the read, from 1, before it is done.
    std::function<void(int read)> before_read = [](int) {};
    int fails_from = 1 << 30;
    int reads = 0;
    bool locked = false;
    int pauses = 0;

    Result<std::unique_ptr<base::RandomAccessFile>> open(const std::string& name) override {
        auto file = files.open(name);
        if (!file) {
            return file;
        }
        return std::unique_ptr<base::RandomAccessFile>(
            std::make_unique<File>(*this, name, std::move(*file)));
    }
    Result<std::vector<std::string>> siblings(const std::string& name) override {
        return files.siblings(name);
    }
    void pause() override { ++pauses; }

  private:
    class File final : public base::RandomAccessFile {
      public:
        File(FaultyFiles& owner, std::string name, std::unique_ptr<base::RandomAccessFile> inner)
            : owner_(owner), name_(std::move(name)), inner_(std::move(inner)) {}
        Result<std::size_t> read_at(std::uint64_t offset, std::span<std::byte> out) override {
            owner_.before_read(++owner_.reads);
            if (owner_.reads >= owner_.fails_from) {
                return fail(ErrorCode::io_error, "the disk failed", name_);
            }
            return inner_->read_at(offset, out);
        }
        Result<base::FileIdentity> identity() override { return inner_->identity(); }
        base::LockOutcome lock_shared() override {
            return owner_.locked ? base::LockOutcome::held_by_other : base::LockOutcome::locked;
        }

      private:
        FaultyFiles& owner_;
        std::string name_;
        std::unique_ptr<base::RandomAccessFile> inner_;
    };
};

}  // namespace olkacct::test
