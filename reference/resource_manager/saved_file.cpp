#include "reference/resource_manager/saved_file.hpp"

#include <utility>

namespace plumbline::saved_form {

std::optional<storage::FileError> save(const std::string& path, const DefaultResourceManager& manager,
                                       storage::FileCalls& calls) {
    return storage::replace_file(path, write(manager), calls);
}

LoadResult load(const std::string& path, DefaultResourceManager::Options options, storage::FileCalls& calls) {
    auto content = storage::read_file(path, calls);
    if (auto* error = std::get_if<storage::FileError>(&content)) {
        return std::move(*error);
    }
    return std::visit([](auto&& result) -> LoadResult { return std::forward<decltype(result)>(result); },
                      read(std::get<storage::Bytes>(content), std::move(options)));
}

}  // namespace plumbline::saved_form
