package hookworks.server.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Where to listen.
 *
 * @param number 0 takes a free one
 */
record Port(int number) {
    static final Port ANY = new Port(0);

    /** Reads what was typed. */
    static final class Converter implements ITypeConverter<Port> {
        @Override
        public Port convert(String typed) {
            try {
                return checked(Integer.parseInt(typed));
            } catch (NumberFormatException e) {
                throw new TypeConversionException("'%s' is not a number".formatted(typed));
            }
        }

        private static Port checked(int number) {
            if (number < 0 || number > 65_535) {
                throw new TypeConversionException("--port must be 0 to 65535, got " + number);
            }
            return new Port(number);
        }
    }
}
