package hookworks.lens.weights;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/** Which reader a path wants. */
record TensorFileKind(Path file, Function<Path, TensorFile> reader) {
    private static final String INDEX = ".safetensors.index.json";
    private static final List<String> TORCH = List.of(".pt", ".pth", ".bin");

    /** What a folder may hold, the best first. */
    private static final List<String> IN_FOLDER =
            List.of("model" + INDEX, "model.safetensors", "pytorch_model.bin", "pytorch_model.pt");

    static TensorFileKind of(Path path) {
        return Files.isDirectory(path) ? inFolder(path) : ofFile(path);
    }

    TensorFile open() {
        return reader.apply(file);
    }

    private static TensorFileKind inFolder(Path folder) {
        return IN_FOLDER.stream()
                .map(folder::resolve)
                .filter(Files::exists)
                .findFirst()
                .map(TensorFileKind::ofFile)
                .orElseThrow(() -> new WeightsException(
                        "cannot read '%s': the folder has none of %s; name the file".formatted(folder, IN_FOLDER)));
    }

    private static TensorFileKind ofFile(Path file) {
        String name = file.toString();
        if (name.endsWith(INDEX)) {
            return new TensorFileKind(file, ShardedSafetensors::open);
        }
        if (name.endsWith(".safetensors")) {
            return new TensorFileKind(file, SafetensorsFile::open);
        }
        if (TORCH.stream().anyMatch(name::endsWith)) {
            return new TensorFileKind(file, TorchFile::open);
        }
        return byContents(file);
    }

    private static TensorFileKind byContents(Path file) {
        try (FileBytes bytes = FileBytes.open(file)) {
            if (ZipDirectory.isZip(bytes)) {
                return new TensorFileKind(file, TorchFile::open);
            }
            if (SafetensorsFile.looksLikeOne(bytes)) {
                return new TensorFileKind(file, SafetensorsFile::open);
            }
        } catch (IOException e) {
            throw WeightsException.unreadable(file, e);
        }
        throw new WeightsException(
                "cannot read '%s': it is neither a safetensors file nor a torch checkpoint".formatted(file));
    }
}
