// The store over a registry export.
#include "registry/regfile/regfile_store.h"

#include <atomic>
#include <mutex>
#include <optional>

#include "registry/file_store_watch.h"
#include "registry/regfile/byte_input.h"
#include "registry/regfile/dialect.h"
#include "registry/regfile/regfile_parser.h"
#include "registry/regfile/regfile_write.h"
#include "registry/regfile/regfile_writer.h"

namespace olkacct::registry {
namespace {

class RegfileStore final : public Store {
  public:
    RegfileStore(std::string path, const RegfileOptions& options)
        : path_(std::move(path)), options_(options) {
        if (!options_.files) {
            options_.files = base::system_files();
        }
        capabilities_.watch = options_.files->can_watch();
    }

    const Capabilities& capabilities() const override { return capabilities_; }
    const std::string& name() const override { return path_; }
    Result<std::unique_ptr<ReadTransaction>> begin_read() override;
    Result<std::unique_ptr<WriteTransaction>> begin_write() override {
        return begin_regfile_write(path_, options_, over_);
    }
    Result<std::unique_ptr<WriteTransaction>> begin_plan() override;
    Result<std::unique_ptr<Watch>> watch() override {
        return watch_file_store(*options_.files, path_);
    }

  private:
    struct Parsed {
        base::FileIdentity identity;
        RegfileContent content;
    };
    // nullopt when the file changed meanwhile.
    Result<std::optional<RegfileContent>> parse(base::RandomAccessFile& file,
                                                const base::FileIdentity& before);

    std::string path_;
    RegfileOptions options_;
    Capabilities capabilities_{.write = true, .atomic = true, .durable = true};
    std::mutex mutex_;  // guards what follows; held while parsing, so that others need not
    std::optional<Parsed> last_;
    // A write failed. The transactions that can say so may outlive the store.
    std::shared_ptr<std::atomic<bool>> over_ = std::make_shared<std::atomic<bool>>(false);
};

Result<std::optional<RegfileContent>> RegfileStore::parse(base::RandomAccessFile& file,
                                                          const base::FileIdentity& before) {
    FileInput input(file, before.size);
    auto content = parse_regfile(input, options_, path_);
    const auto after = file.identity();
    if (!after) {
        return tl::unexpected(after.error());
    }
    if (*after != before) {
        return std::nullopt;
    }
    return content.map([](RegfileContent& parsed) { return std::optional(std::move(parsed)); });
}

Result<std::unique_ptr<ReadTransaction>> RegfileStore::begin_read() {
    if (*over_) {
        return fail(ErrorCode::reopen_needed, "an earlier write failed", path_);
    }
    const std::lock_guard lock(mutex_);
    for (int attempt = 0; attempt < max_read_attempts; ++attempt) {
        const auto file = options_.files->open(path_);
        if (!file) {
            return tl::unexpected(file.error());
        }
        const auto identity = (*file)->identity();
        if (!identity) {
            return tl::unexpected(identity.error());
        }
        if (!last_ || last_->identity != *identity) {
            auto content = parse(**file, *identity);
            if (!content) {
                return tl::unexpected(content.error());
            }
            if (!*content) {
                continue;
            }
            last_ = Parsed{*identity, std::move(**content)};
        }
        return read_tree(last_->content.root, last_->content.warnings);
    }
    return fail(ErrorCode::changed_while_reading, "the file changes while it is read", path_);
}

Result<std::unique_ptr<WriteTransaction>> RegfileStore::begin_plan() {
    if (*over_) {
        return fail(ErrorCode::reopen_needed, "an earlier write failed", path_);
    }
    return begin_regfile_plan(path_, options_);
}

}  // namespace

bool looks_like_regfile(std::span<const std::byte> head) { return recognise(head).has_value(); }

Result<std::shared_ptr<Store>> open_regfile_store(std::string path, const RegfileOptions& options) {
    return std::make_shared<RegfileStore>(std::move(path), options);
}

Result<void> create_regfile(const std::string& path, base::FileSystem& files) {
    auto file = files.create(path, {});
    if (!file) {
        return tl::unexpected(file.error());
    }
    auto done = (*file)->write_at(0, encode_export(new_export_format, export_header()));
    if (done) {
        done = (*file)->sync();
    }
    return done ? files.sync_folder(path) : done;
}

}  // namespace olkacct::registry
