/** Two buttons of a form that surrounds the whole list; the one pressed says what moves where. */
export function MoveButtons({ id, name, first, last }: { id: string; name: string; first: boolean; last: boolean }) {
  return (
    <span className="flex shrink-0">
      <Move id={id} name={name} direction="up" off={first} />
      <Move id={id} name={name} direction="down" off={last} />
    </span>
  );
}

function Move({ id, name, direction, off }: { id: string; name: string; direction: "up" | "down"; off: boolean }) {
  return (
    <button
      type="submit"
      name="move"
      value={`${id} ${direction}`}
      disabled={off}
      aria-label={`Move ${name} ${direction}`}
      className="grid size-11 cursor-pointer place-items-center rounded-md hover:bg-sunk disabled:cursor-default disabled:opacity-25"
    >
      <svg viewBox="0 0 16 16" className={`size-4 ${direction === "down" ? "rotate-180" : ""}`} aria-hidden="true">
        <path
          d="M8 13V3M3.5 7.5 8 3l4.5 4.5"
          fill="none"
          stroke="currentColor"
          strokeWidth="1.75"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      </svg>
    </button>
  );
}
