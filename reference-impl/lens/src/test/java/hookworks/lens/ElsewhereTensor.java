package hookworks.lens;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/** A tensor that says it is on a GPU, for machines that have none. */
final class ElsewhereTensor {
    private ElsewhereTensor() {}

    static NDArray of(NDArray tensor) {
        return (NDArray) Proxy.newProxyInstance(
                NDArray.class.getClassLoader(), new Class<?>[] {NDArray.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("getDevice")) {
                        return Device.gpu();
                    }
                    try {
                        return method.invoke(tensor, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
