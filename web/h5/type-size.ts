import { useState } from 'react'

const remembered = 'sanxin.large'

/** Large type (长辈版): everything that is read at 18 pixels or more, in one column; kept on this phone. */
export function useTypeSize(): { large: boolean; choose: (large: boolean) => void } {
  const [large, setLarge] = useState(rememberedLarge)
  return {
    large,
    choose: (wanted) => {
      setLarge(wanted)
      showTypeSize(wanted)
      try {
        if (wanted) localStorage.setItem(remembered, 'yes')
        else localStorage.removeItem(remembered)
      } catch {
        // A browser that keeps nothing still shows the page in the chosen size.
      }
    },
  }
}

export function startTypeSize(): void {
  showTypeSize(rememberedLarge())
}

function showTypeSize(large: boolean): void {
  document.documentElement.classList.toggle('large', large)
}

function rememberedLarge(): boolean {
  try {
    return localStorage.getItem(remembered) === 'yes'
  } catch {
    return false
  }
}
