package hookworks.grader.worker;

import hookworks.grader.protocol.ContractException;
import java.lang.reflect.InvocationTargetException;
import java.util.Map;
import java.util.TreeSet;

/** Loads the classes of a submission. Our own classes win over a submission's of the same name. */
final class SubmissionClasses extends ClassLoader {
    private final Map<String, byte[]> classes;

    SubmissionClasses(Map<String, byte[]> classes) {
        super("submission", SubmissionClasses.class.getClassLoader());
        this.classes = Map.copyOf(classes);
    }

    /**
     * Makes one instance of the class that implements a section.
     *
     * @throws ContractException where it is not there, not public, or does not implement the interface
     * @throws InvocationTargetException where its constructor throws
     */
    Object implementationOf(Class<?> api, String className) throws InvocationTargetException {
        String expected = "a public class %s that implements %s and has a public constructor without parameters"
                .formatted(className, api.getName());
        if (!classes.containsKey(className)) {
            throw new ContractException(expected, "the submission's classes are " + new TreeSet<>(classes.keySet()));
        }
        try {
            Class<?> type = loadClass(className);
            if (!api.isAssignableFrom(type)) {
                throw new ContractException(expected, "%s does not implement it".formatted(className));
            }
            return type.getConstructor().newInstance();
        } catch (InvocationTargetException e) {
            throw e;
        } catch (ReflectiveOperationException e) {
            throw new ContractException(expected, e.toString());
        }
    }

    boolean defines(String className) {
        return classes.containsKey(className);
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        byte[] bytes = classes.get(name);
        if (bytes == null) {
            throw new ClassNotFoundException(name);
        }
        return defineClass(name, bytes, 0, bytes.length);
    }
}
