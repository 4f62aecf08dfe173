"""Makes the PNG files that PngTests reads, with libpng itself (its simplified API, called through ctypes).

Run it anywhere and paste what it prints; libpng 1.6.39 made the ones that are there.
"""
import base64
import ctypes

png = ctypes.CDLL("libpng16.so.16")
class Image(ctypes.Structure):
    _fields_ = [("opaque", ctypes.c_void_p), ("version", ctypes.c_uint32), ("width", ctypes.c_uint32), ("height", ctypes.c_uint32),
                ("format", ctypes.c_uint32), ("flags", ctypes.c_uint32), ("colormap_entries", ctypes.c_uint32),
                ("warning_or_error", ctypes.c_uint32), ("message", ctypes.c_char * 64)]
W, H = 17, 11
def pixel(x, y): return ((x * 15) & 255, (y * 23) & 255, (x * y) & 255, 255 - 3 * (x + y))
def write(name, fmt, data, colors=None):
    image = Image(version=1, width=W, height=H, format=fmt, colormap_entries=len(colors) // 3 if colors else 0)
    ok = png.png_image_write_to_file(ctypes.byref(image), name.encode(), 0, bytes(data), 0, bytes(colors) if colors else None)
    assert ok, image.message
    print(name, base64.b64encode(open(name, "rb").read()).decode())
all_ = [pixel(x, y) for y in range(H) for x in range(W)]
write("gray.png", 0, [p[2] for p in all_])
write("grayalpha.png", 1, [v for p in all_ for v in (p[2], p[3])])
write("rgb.png", 2, [v for p in all_ for v in p[:3]])
write("rgba.png", 3, [v for p in all_ for v in p])
write("palette.png", 8 | 2, [(x + y) for y in range(H) for x in range(W)], [v for i in range(28) for v in (i * 9, 255 - i * 9, i)])
png.png_get_libpng_ver.restype = ctypes.c_char_p
print(png.png_get_libpng_ver(None).decode())
