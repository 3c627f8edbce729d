package hookworks.lens.weights;

import hookworks.lens.weights.PickleValue.Storage;
import hookworks.lens.weights.PickleValue.Tensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/** The members of a torch checkpoint: {@code NAME/data.pkl}, {@code NAME/data/KEY} for each storage, and their order. */
final class TorchArchive {
    private static final String PICKLE = "/data.pkl";
    private static final int MAX_PICKLE_BYTES = 16 << 20;
    private static final int MAX_ORDER_BYTES = 16;

    /** The first bytes of a pickle of protocol 2 or later, which the older format has instead of a zip file's. */
    private static final byte BARE_PICKLE = (byte) 0x80;

    /** Views of few bytes can spread over many. No model shares its weights so often. */
    private static final long MAX_SPREAD = 64;

    private static final long FREE_SPREAD_BYTES = 16 << 20;

    private final FileBytes file;
    private final Map<String, ZipMember> members;
    private final String folder;
    private final ByteOrder order;

    private TorchArchive(FileBytes file, Map<String, ZipMember> members, String folder) throws IOException {
        this.file = file;
        this.members = members;
        this.folder = folder;
        this.order = readOrder();
    }

    static TorchArchive of(FileBytes file) throws IOException {
        if (!ZipDirectory.isZip(file)) {
            throw notZip(file);
        }
        Map<String, ZipMember> members = ZipDirectory.read(file);
        List<String> folders = members.keySet().stream()
                .filter(name -> name.endsWith(PICKLE) && name.indexOf('/') == name.length() - PICKLE.length())
                .map(name -> name.substring(0, name.length() - PICKLE.length()))
                .toList();
        if (folders.size() != 1) {
            throw new WeightsException(
                    "it is a zip file with %d members NAME%s; torch writes one".formatted(folders.size(), PICKLE));
        }
        return new TorchArchive(file, members, folders.getFirst());
    }

    private static WeightsException notZip(FileBytes file) throws IOException {
        if (file.size() > 0 && file.bytes(0, 1).get() == BARE_PICKLE) {
            return new WeightsException("""
                    it is in the format that torch wrote before version 1.6, which is not read here
                    in Python, load it where you trust it and save it again: torch.save(torch.load(path, weights_only=True), path)""");
        }
        return new WeightsException("it is not a zip file, as torch checkpoints are since version 1.6");
    }

    private ByteOrder readOrder() throws IOException {
        ZipMember member = members.get(folder + "/byteorder");
        if (member == null) {
            return ByteOrder.LITTLE_ENDIAN;
        }
        String order = StandardCharsets.ISO_8859_1
                .decode(bytes(member, MAX_ORDER_BYTES))
                .toString();
        return switch (order) {
            case "little" -> ByteOrder.LITTLE_ENDIAN;
            case "big" -> ByteOrder.BIG_ENDIAN;
            default ->
                throw new WeightsException("its byte order is %s, neither little nor big".formatted(Quoted.of(order)));
        };
    }

    /** How the storages' numbers lie. */
    ByteOrder order() {
        return order;
    }

    ByteBuffer pickle() throws IOException {
        ZipMember member = members.get(folder + PICKLE);
        if (member == null) {
            throw new IllegalStateException("no pickle in " + folder);
        }
        return bytes(member, MAX_PICKLE_BYTES);
    }

    private ByteBuffer bytes(ZipMember member, int limit) throws IOException {
        if (member.bytes() > limit) {
            throw new WeightsException("its member %s has %d bytes; the limit is %d"
                    .formatted(Quoted.of(member.name()), member.bytes(), limit));
        }
        return file.bytes(member.begin(), (int) member.bytes());
    }

    /** Finds each tensor's storage, which must have the size that the pickle says. */
    SequencedMap<String, PlacedTensor> place(SequencedMap<String, Tensor> tensors) {
        var placed = new LinkedHashMap<String, PlacedTensor>();
        long bytes = 0;
        long limit = MAX_SPREAD * file.size() + FREE_SPREAD_BYTES;
        for (Map.Entry<String, Tensor> tensor : tensors.entrySet()) {
            StridedView view = tensor.getValue().view();
            if (view.readBytes() > limit - bytes) {
                throw new WeightsException(
                        "its tensors up to %s have more than %d bytes, which its %d cannot honestly fill"
                                .formatted(Quoted.of(tensor.getKey()), limit, file.size()));
            }
            bytes += view.readBytes();
            placed.put(tensor.getKey(), new PlacedTensor(begin(tensor.getKey(), tensor.getValue()), view));
        }
        return placed;
    }

    private long begin(String name, Tensor tensor) {
        Storage storage = tensor.storage();
        ZipMember member = members.get(folder + "/data/" + storage.key());
        if (member == null) {
            throw new WeightsException("tensor %s is in the storage %s, which is missing"
                    .formatted(Quoted.of(name), Quoted.of(storage.key())));
        }
        int width = storage.type().width();
        if (storage.elements() != member.bytes() / width) {
            throw new WeightsException("tensor %s is in the storage %s of %d elements of %d bytes, which has %d bytes"
                    .formatted(Quoted.of(name), Quoted.of(storage.key()), storage.elements(), width, member.bytes()));
        }
        return member.begin();
    }
}
