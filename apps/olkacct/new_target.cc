// Opening, making, and taking back what was made.
#include "new_target.h"

#include <filesystem>
#include <system_error>

#include "base/file.h"
#include "own_database.h"
#include "registry/memory/memory_store.h"
#include "registry/open_store.h"

namespace olkacct::app {
namespace {

namespace fs = std::filesystem;

std::set<std::string> present_files(const std::string& path) {
    std::set<std::string> out;
    for (const std::string& file : registry::files_of_store(path)) {
        std::error_code error;
        if (fs::exists(fs::symlink_status(file, error))) {
            out.insert(file);
        }
    }
    return out;
}

Result<void> make(const std::string& target) {
    if (target == own_database) {
        return make_database(target);
    }
    return registry::create_store(target, base::system_files()).map([](const auto&) {});
}

}  // namespace

bool is_same_file(const std::string& one, const std::string& other) {
    std::error_code error;
    return fs::equivalent(registry::path_of(one), registry::path_of(other), error);
}

NewTarget::~NewTarget() {
    if (made_.empty()) {
        return;
    }
    editor_.reset();  // closes it: some stores write beside themselves until then
    for (const std::string& path : present_files(made_)) {
        std::error_code error;
        if (!before_.contains(path)) {
            fs::remove(path, error);
        }
    }
}

Result<NewTarget> open_target(const std::string& target, const Arguments& arguments) {
    NewTarget out;
    const OpenOptions options{.rewrite = arguments.rewrite};
    auto editor = Editor::open(target, options);
    if (!editor && editor.error().code == ErrorCode::source_not_found) {
        if (arguments.dry_run) {
            out.editor_.emplace(registry::make_memory_store(target));
            out.stand_in_ = true;
            return out;
        }
        const std::string path = registry::path_of(target);
        out.before_ = present_files(path);
        if (auto made = make(target); !made) {
            return tl::unexpected(made.error());
        }
        out.made_ = path;
        editor = Editor::open(target, options);
    }
    if (!editor) {
        return tl::unexpected(editor.error());
    }
    out.editor_.emplace(std::move(*editor));
    return out;
}

}  // namespace olkacct::app
