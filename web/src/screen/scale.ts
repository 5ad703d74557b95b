/** The wall is drawn in rem for 1920 × 1080 and grows with the driving computer: sharp text, true hit areas. */
export const remFor = (width: number, height: number) => Math.min(width / 1920, height / 1080) * 16;

export function followSize() {
  const fit = () => {
    document.documentElement.style.fontSize = `${remFor(innerWidth, innerHeight)}px`;
  };
  fit();
  addEventListener("resize", fit);
}

/** One pixel of the design in pixels of this screen: what a canvas or a map has to be told. */
export const unit = () => remFor(innerWidth, innerHeight) / 16;
